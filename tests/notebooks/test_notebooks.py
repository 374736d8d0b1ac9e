"""Notebooks are committed with their outputs, so that they can be read where nothing runs them.

That is only honest if the outputs are today's: each notebook is run in a copy of its folder, and must show exactly
what is committed. It may, because a plan is the same wherever it is made. ``make notebooks`` rewrites the outputs.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import polars as pl
import pytest
from nbclient import NotebookClient
from traitlets.config import Config

_ROOT = Path(__file__).resolve().parents[2]
_NOTEBOOKS = sorted((_ROOT / "notebooks").glob("*.ipynb"))
_REWRITE = os.environ.get("ADOPT_REWRITE_GOLDEN") == "1"
_SECONDS = 300

# nbformat says that it is typed, and these two aren't.
_read: Callable[..., Any] = nbformat.read
_write: Callable[..., None] = nbformat.write


def _run(notebook: Path, folder: Path) -> Any:
    """The notebook, executed in a copy of what it reads, so that nothing is written into the repository."""
    for name in ("notebooks", "sample_reports"):
        shutil.copytree(_ROOT / name, folder / name, ignore=shutil.ignore_patterns("adopt-out"))
    book = _read(notebook, as_version=4)
    with tempfile.TemporaryDirectory() as place:
        client = NotebookClient(
            book,
            timeout=_SECONDS,
            kernel_name="python3",
            config=_sockets(Path(place)),
            record_timing=False,
            coalesce_streams=True,  # how often a slow machine flushes isn't the notebook's
            resources={"metadata": {"path": str(folder / "notebooks")}},
        )
        client.execute(env=os.environ | {"PYTHONPATH": str(_ROOT)})
    book.metadata.language_info = {"name": "python"}  # the version of Python isn't the notebook's
    return book


def _sockets(place: Path) -> Config:
    """Two kernels that start at once may be given the same port: they talk by files instead, where there are such sockets.

    Their paths may have a hundred characters only, so ``place`` must not lie deep.
    """
    files = {} if os.name == "nt" else {"transport": "ipc", "ip": str(place / "s")}
    return Config(KernelManager=files)


def _shown(book: Any) -> dict[str, list[Any]]:
    """Outputs by the name of the cell."""
    return {cell.id: cell.outputs for cell in book.cells if cell.cell_type == "code"}


@pytest.mark.slow
@pytest.mark.parametrize("notebook", _NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs_and_shows_what_is_committed(notebook: Path, tmp_path: Path) -> None:
    book = _run(notebook, tmp_path)
    if _REWRITE:
        _write(book, notebook)
    said, now = _shown(_read(notebook, as_version=4)), _shown(book)
    changed = [cell for cell, outputs in now.items() if outputs != said[cell]]
    assert not changed, f"{notebook.name} shows something else now; run 'make notebooks' and read the diff"


@pytest.mark.parametrize("notebook", _NOTEBOOKS, ids=lambda path: path.stem)
def test_every_cell_that_is_not_quiet_shows_something(notebook: Path) -> None:
    book = _read(notebook, as_version=4)
    quiet = {cell.id for cell in book.cells if "quiet" in cell.metadata.get("tags", [])}
    silent = [cell for cell, outputs in _shown(book).items() if not outputs and cell not in quiet]
    assert not silent
    assert not [cell for cell in quiet if _shown(book)[cell]]


@pytest.mark.parametrize("notebook", _NOTEBOOKS, ids=lambda path: path.stem)
def test_it_names_no_place_outside_the_repository(notebook: Path) -> None:
    text = notebook.read_text(encoding="utf-8")
    assert not re.findall(r"(?:/home/|/tmp/|/root/|/Users/|[A-Z]:\\\\)\S*", text)


@pytest.mark.parametrize("notebook", _NOTEBOOKS, ids=lambda path: path.stem)
def test_its_links_lead_somewhere(notebook: Path) -> None:
    book = _read(notebook, as_version=4)
    text = "\n".join(cell.source for cell in book.cells if cell.cell_type == "markdown")
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
    assert links
    assert not [link for link in links if not (notebook.parent / link).exists()]


def test_there_are_notebooks() -> None:
    assert _NOTEBOOKS


def _quickstart() -> dict[str, Any]:
    return {cell.id: cell for cell in _read(_ROOT / "notebooks" / "quickstart.ipynb", as_version=4).cells}


def test_the_quickstart_counts_negations_only() -> None:
    lines = _quickstart()["settings"].source.splitlines()
    (line,) = (line for line in lines if line.startswith("negated = "))
    chosen = eval(line.removeprefix("negated = "), {"pl": pl})  # noqa: S307  our own notebook's line
    codes = ["N101", "N102", "N103", "U101", "H201", "H202", "B301", "T402", "N101"]
    actions = pl.DataFrame({"code": codes, "consent": [*["safe"] * 8, "ask"]})
    assert actions.filter(chosen)["code"].to_list() == ["N101", "N102", "N103"]


def test_the_quickstart_says_how_many_upload_files_it_writes() -> None:
    cells = _quickstart()
    written = cells["write"].outputs[0].text.split()
    uploads = [name for name in written if name.endswith(".xlsx") and not name.startswith("recommendations")]
    assert len(uploads) == 3
    assert "the three upload files" in cells["write-text"].source
