"""The bulk download that shows what became of a plan: newer than the plan's own, and of the same account."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from adopt.errors import InputError, Sentence, sentences
from adopt.reports import Refusal
from adopt.reports.downloaded import made_at
from adopt.reports.folder import inputs, read_file
from adopt.reports.identity import account_in_name, account_of_file
from adopt.schema import Bulk, Reading
from adopt.write.plan_read import Told

_KIND = "bulk"


def newer_download(named: Path | None, told: Told, folders: Iterable[Path]) -> Reading:
    """The download named, or the newest one of the folders.

    Args:
        named: a file or a folder; None looks into ``folders``.
        told: the plan.
        folders: where downloads may lie.

    Raises:
        InputError: there is none, it is no bulk download, it isn't newer than the plan's own, or of another account,
            marketplace or currency.
    """
    if named is not None and not named.is_dir():
        return checked_download(_bulk_of(named), told)
    places = (named,) if named is not None else tuple(dict.fromkeys(folder.resolve() for folder in folders))
    newest = _newest(places, told.account)
    if newest is None:
        raise _none_in(places)
    return checked_download(_bulk_of(newest), told)


def newest_download(path: Path) -> Path:
    """A file itself; of a folder, its newest bulk download.

    Raises:
        InputError: the folder holds none.
    """
    if not path.is_dir():
        return path
    newest = _newest((path,), None)
    if newest is None:
        raise _none_in((path,))
    return newest


def checked_download(reading: Reading, told: Told) -> Reading:
    """The download itself, if it tells what became of the plan.

    Raises:
        InputError: as `newer_download`.
    """
    _of_account(reading, told)
    _is_newer(reading, told)
    return reading


def day_of(reading: Reading, default: date) -> date:
    """The day of a download: Amazon's file name says when it was made; else ``default``."""
    made = made_at(reading.path.name)
    return made.date() if made else default


def bulk_in(reading: Reading) -> Bulk:
    """What the download holds."""
    assert isinstance(reading.data, Bulk)
    return reading.data


def _newest(places: Iterable[Path], account: str | None) -> Path | None:
    """The newest by Amazon's names, of the account if there is one; where no file has such a name, the last download."""
    files = [path for place in places for path in inputs(place) if path.suffix.lower() == ".xlsx"]
    dated = sorted((made, path.name, path) for path in files if (made := made_at(path.name)))
    own = [one for one in dated if account and account_of_file(one[1]) == account.lower()]
    if dated:
        return (own or dated)[-1][-1]
    return next((path for path in reversed(files) if isinstance(_only(path), Reading)), None)


def _none_in(places: Iterable[Path]) -> InputError:
    return InputError(
        "there is no bulk download in {folders}: make one in the console (Bulk operations, with zero impressions), and put "
        "it there or name it",
        folders=", ".join(str(place) for place in places),
    )


def _bulk_of(path: Path) -> Reading:
    found = _only(path)
    if isinstance(found, Reading):
        return found
    raise InputError("{file} is no bulk download: {why}", file=path, why=found)


def _only(path: Path) -> Reading | Sentence:
    """The bulk download that a file, or an archive, holds; else what it is."""
    results = list(read_file(path))
    bulks = [one for one in results if isinstance(one, Reading) and one.kind == _KIND]
    if bulks:
        return bulks[-1]
    return sentences(one.sentence() if isinstance(one, Refusal) else Sentence(one.kind) for one in results)


def _of_account(reading: Reading, told: Told) -> None:
    theirs = account_in_name(reading)
    if theirs and told.account and theirs != told.account.lower():
        raise InputError(
            "{file} is of account {theirs}, the plan of {ours}: name a download of the plan's account",
            file=reading.path.name,
            theirs=theirs,
            ours=told.account,
        )
    if reading.currency and reading.currency != told.currency:
        raise InputError(
            "{file} is in {theirs}, the plan in {ours}: name a download of the plan's marketplace",
            file=reading.path.name,
            theirs=reading.currency,
            ours=told.currency,
        )
    ours = set(told.actions["campaign_id"].drop_nulls())
    if ours and not ours & set(bulk_in(reading).campaigns["campaign_id"]):
        raise InputError(
            "none of the plan's campaigns is in {file}: it is of another account or marketplace",
            file=reading.path.name,
        )


def _is_newer(reading: Reading, told: Told) -> None:
    own = told.download
    if own is None:
        return
    made, before = made_at(reading.path.name), made_at(Path(own.file).name)
    if reading.digest == own.digest or (made and before and made <= before):
        raise InputError(
            "{file} isn't newer than the download that the plan was made from ({own}): it can't show what became of it. Make "
            "a new one in the console (Bulk operations, with zero impressions)",
            file=reading.path.name,
            own=Path(own.file).name,
        )
