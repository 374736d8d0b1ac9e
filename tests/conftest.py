"""What holds for all tests: no test fails because the machine is busy, and processes that share it don't fight for it."""

from __future__ import annotations

import os

from hypothesis import settings

_THREADS = ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")
if "PYTEST_XDIST_WORKER" in os.environ:  # a process for each core: more threads would only wait
    for name in _THREADS:
        os.environ.setdefault(name, "1")

# On a server the same examples each time: a failure there is the change's, and elsewhere new ones are tried.
settings.register_profile("adopt", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("adopt")
