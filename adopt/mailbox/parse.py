"""One mail of a server's answer."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header, make_header

from adopt.schema import NoticeMail

_DATE = re.compile(rb'INTERNALDATE "([^"]+)"')
_FLAGS = re.compile(rb"FLAGS \(([^)]*)\)")
_SUBJECT = re.compile(rb"^Subject:[ \t]*(.*(?:\r?\n[ \t].*)*)", re.IGNORECASE | re.MULTILINE)


def mail_of(answer: bytes) -> NoticeMail | None:
    """A mail by its flags, the date on which the server got it, and its subject; None where it has no date."""
    date = _DATE.search(answer)
    if date is None:
        return None
    flags = b" ".join(_FLAGS.findall(answer)).lower().split()
    received = datetime.strptime(date[1].decode("ascii"), "%d-%b-%Y %H:%M:%S %z").astimezone(UTC)
    subject = _SUBJECT.search(answer)
    return NoticeMail(received, b"\\seen" in flags, _decoded(subject[1]) if subject else "")


def _decoded(raw: bytes) -> str:
    """On one line, with encoded words (``=?UTF-8?B?...?=``) as text; what can't be decoded stays as it is."""
    text = raw.decode("utf-8", "replace")
    with suppress(HeaderParseError, LookupError, ValueError):
        text = str(make_header(decode_header(text)))
    return " ".join(text.split())
