"""A seller's folder in the simulated marketplace: downloads, a run, uploads, and the next morning."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polars as pl

from adopt.lab.market.files import write_reports
from adopt.lab.market.live import live
from adopt.lab.market.state import State
from adopt.lab.market.take_back import upload_sheet, uploaded
from tests.command_line.run import adopt
from tests.lab.market.places import after, small_market

# Forty days of a small account leave too much doubt for the usual promise.
_SETTINGS = '[budget]\nconsent = "safe"\n[placement]\nconsent = "safe"\n[negate]\npromise = 0.3\n'


@dataclass
class Seller:
    """A folder of a seller's, and the account behind it."""

    folder: Path
    state: State

    @property
    def home(self) -> Path:
        """Of the history."""
        return self.folder / "home"

    @property
    def out(self) -> Path:
        """What the last run has written."""
        return self.folder / "today" / "adopt-out"

    def run(self) -> None:
        """Downloads this morning's reports into ``today`` and runs adopt on them."""
        today = self.folder / "today"
        write_reports(small_market(), self.state, today)
        (today / "adopt.toml").write_text(_SETTINGS, encoding="utf-8")
        done = adopt("daily", today, "--as-of", str(self.state.day), "--home", self.home)
        assert done.returncode == 0, done.stderr

    def upload(self, folder: Path, without: Mapping[str, list[int]] | None = None) -> None:
        """Uploads all files of a folder but some of their rows (sheet rows by file); Amazon refuses nothing."""
        sheets = {
            path.name: sheet for path in folder.glob("*.xlsx") if (sheet := upload_sheet(path)) is not None
        }
        for name, left in (without or {}).items():
            numbered = sheets[name].with_row_index("at", offset=2)
            sheets[name] = numbered.filter(~pl.col("at").is_in(left)).drop("at")
        self.state, refused = uploaded(self.state, sheets)
        assert refused.is_empty(), refused

    def next_download(self) -> Path:
        """The bulk download of the next morning, in a folder of its own."""
        self.state = live(small_market(), self.state, 1)
        _, bulk, _ = write_reports(small_market(), self.state, self.folder / str(self.state.day))
        return bulk


def seller(folder: Path) -> Seller:
    """A seller after forty days, who has run adopt this morning."""
    shutil.copytree(_first().folder, folder, dirs_exist_ok=True)
    return Seller(folder, _first().state)


@cache
def _first() -> Seller:
    """The run is the same for every test: it is made once."""
    folder = Path(tempfile.mkdtemp(prefix="adopt-seller-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    one = Seller(folder, after(40))
    one.run()
    return one
