"""Which of the downloads that lie about tells what became of a plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from adopt.after.download import newer_download
from adopt.errors import InputError
from tests.after.conftest import Ran

_LATER, _LATEST = 1_800_000_000_000, 1_800_000_100_000


def _copied(ran: Ran, folder: Path, account: str, made: int) -> Path:
    named = ran.told.download
    assert named is not None
    path = folder / f"bulk-{account}-20261121-20261121-{made}.xlsx"
    path.write_bytes((ran.out.parent / named.file).read_bytes() + b"\0")
    return path


def test_downloads_of_other_accounts_beside_it_are_left_alone(ran: Ran, tmp_path: Path) -> None:
    told = ran.told._replace(account="A1MINE")
    other = _copied(ran, tmp_path, "a9other", _LATEST)
    with pytest.raises(InputError, match="is of account a9other, the plan of A1MINE"):
        newer_download(None, told, (tmp_path,))
    mine = _copied(ran, tmp_path, "a1mine", _LATER)
    assert newer_download(None, told, (tmp_path,)).path == mine
    assert newer_download(None, told._replace(account=None), (tmp_path,)).path == other
