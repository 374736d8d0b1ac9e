"""What is this file, and what does it hold? Exactly one reader may claim it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

import polars as pl

from adopt.reports import bulk, business, chosen_columns, companion, search_term
from adopt.reports.columns import Columns
from adopt.reports.open import Source, open_file
from adopt.reports.open_text import open_quote
from adopt.reports.other import recognise
from adopt.reports.refusal import Refusal, RefusedError
from adopt.schema import Reading, Rejected


class _Reader(NamedTuple):
    """One kind of report: the tables of a file that are such, and how one is read."""

    kind: str
    find: Callable[[Source], list[Columns]]
    read: Callable[[Source, Columns], Reading]


_PARTED = ("several_countries", "several_currencies")
_FORMS = (chosen_columns.UNIFIED, chosen_columns.API)
_READERS = (
    _Reader(search_term.KIND, search_term.find, search_term.read),
    _Reader(bulk.KIND, bulk.find, bulk.read),
    _Reader(business.KIND, business.find, business.read),
    *(
        _Reader(form.kind, partial(chosen_columns.find, form), partial(chosen_columns.read, form))
        for form in _FORMS
    ),
)


def identify(path: Path, sellers: Sequence[Mapping[str, str]] = ()) -> Reading | Refusal:
    """Read a file, whatever it is; a file that can't be used is a value, not an error.

    Args:
        path: the file.
        sellers: names that the seller gave for columns, our column -> name, one table for each layout; ``report``
            says of which kind (`adopt.words.named`).
    """
    try:
        return _read(replace(open_file(path), sellers=sellers))
    except RefusedError as error:
        return error.refusal
    except pl.exceptions.ComputeError:  # a text file whose quotes don't close
        return Refusal(path, None, "open_quote", open_quote(path))
    except OSError as error:
        return Refusal(path, None, "missing_file", error.strerror or "")


def identify_each(path: Path, sellers: Sequence[Mapping[str, str]] = ()) -> list[Reading | Refusal]:
    """As `identify`; a search term report of several countries or currencies is one reading for each of them."""
    found = identify(path, sellers)
    if not (isinstance(found, Refusal) and found.kind == search_term.KIND and found.reason in _PARTED):
        return [found]
    source = replace(open_file(path), sellers=sellers)
    each = [
        _part(source, columns, part)
        for columns in search_term.find(source)
        for part in search_term.parts(columns)
    ]
    # A line below the table, as of a sum, has no country: it is no part of its own.
    there = [one for one in each if not (isinstance(one, Refusal) and one.reason == "no_rows")]
    return _with_stray_lines(there) or [found]


def _with_stray_lines(each: Sequence[Reading | Refusal]) -> list[Reading | Refusal]:
    """Lines of no country that can't be used ("Germany Total", a note) are told with the first part that has rows."""
    stray = [one for one in each if isinstance(one, Reading) and not one.marketplace and not one.first_day]
    others = [one for one in each if all(one is not line for line in stray)]
    first = next((place for place, one in enumerate(others) if isinstance(one, Reading)), None)
    if first is None or not stray:
        return list(each)
    others[first] = _and_rejected(others[first], stray)
    return others


def _and_rejected(part: Reading | Refusal, lines: Sequence[Reading]) -> Reading | Refusal:
    assert isinstance(part, Reading)
    return replace(
        part,
        read=part.read + sum(line.read for line in lines),
        rejected=Rejected.validate(pl.concat([part.rejected, *(line.rejected for line in lines)])),
        rejected_days=(*part.rejected_days, *(day for line in lines for day in line.rejected_days)),
    )


def _part(source: Source, columns: Columns, part: search_term.Part) -> Reading | Refusal:
    try:
        return search_term.read(source, columns, part)
    except RefusedError as error:
        return error.refusal


def _read(source: Source) -> Reading | Refusal:
    claims = [(reader, found) for reader in _READERS if (found := reader.find(source))]
    # The many layouts beside the ads are looked through only where no ads reader knows the file: no layout has an
    # ads report's marks (tested), and the daily reports shouldn't pay for their table.
    beside = [] if claims else companion.claims(source)
    if not claims and not beside:
        return recognise(source)
    if max(len(claims), len(beside)) > 1:
        kinds = ", ".join([reader.kind for reader, _ in claims] + [claim.layout.kind for claim in beside])
        return Refusal(source.path, None, "several_kinds", kinds)
    if beside:
        return companion.read(source, beside[0])
    reader, found = claims[0]
    if len(found) > 1:
        sheets = ", ".join(f"'{columns.table.sheet}'" for columns in found)
        return Refusal(source.path, reader.kind, "several_tables", sheets)
    return reader.read(source, found[0])
