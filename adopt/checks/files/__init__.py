"""The files of the folder: what the checks couldn't read is a finding, never silence."""

from __future__ import annotations

from adopt.checks.files.read import files_read

FILES = {"F101": files_read}
