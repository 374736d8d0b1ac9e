import platform
from pathlib import Path

import numpy as np
import pytest

from adopt.estimate.memory import give_back

_PAGE = 4096
_STATUS = Path("/proc/self/statm")


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other C libraries keep nothing")
def test_what_is_free_goes_back_though_something_small_lies_above_it() -> None:
    many = [np.ones(8_000) for _ in range(2_000)]
    last = many.pop()
    before = _held()
    del many
    give_back()
    assert before - _held() > 100e6
    assert last.sum() == 8_000


def _held() -> int:
    """Bytes of memory that this process holds."""
    return int(_STATUS.read_text().split()[1]) * _PAGE
