"""Reports that adopt recognises and doesn't use, so that the seller hears what a file is."""

from __future__ import annotations

from adopt.reports.headers import has_names
from adopt.reports.open import Source
from adopt.reports.refusal import Refusal
from adopt.words import headers

_REASONS = {
    "upload": "upload_sheet",
}


def recognise(source: Source) -> Refusal:
    """What the file is, as far as its headers tell; the kind with most of its names there wins."""
    heads = [row for table in source.tables() for row in table.head]
    if not heads:
        return Refusal(source.path, None, "no_rows")
    known = [(kind, names) for language in headers("other").values() for kind, names in language.items()]
    fits = [(kind, names) for kind, names in known if any(has_names(row, names) for row in heads)]
    if not fits:
        return Refusal(source.path, None, "unknown_report")
    kind, _ = max(fits, key=lambda fit: len(fit[1]))  # the first of equals, in the order of the table
    return Refusal(source.path, kind, _REASONS.get(kind, "another_report"), kind)
