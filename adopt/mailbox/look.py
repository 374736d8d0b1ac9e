"""A look into the mailbox: which of Amazon's mails came, and which of them were read."""

from __future__ import annotations

import imaplib
import os
import re
import ssl
from base64 import b64encode
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from adopt.mailbox.parse import mail_of
from adopt.schema import Mail, NoticeMail
from adopt.settings import Hygiene

DAYS = 30
"""How far back mails are looked at."""

_TIMEOUT = 20.0  # seconds for each answer of the server
_MOST = 500  # newest mails that are looked at
_MONTHS = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
]  # IMAP's own, in no language


class _FailedError(Exception):
    """Why the mailbox can't be looked into: a failure of `Mail` and what was said of it."""

    def __init__(self, failure: str, detail: object) -> None:
        super().__init__(failure)
        self.mail = Mail(failure=failure, detail=str(detail))


def look(chosen: Hygiene, now: datetime) -> Mail | None:
    """What is in the mailbox; None where none is set. Nothing is marked as read, and no body is fetched.

    Args:
        chosen: the server, the user, the folder, the senders, and the name of the password's environment variable.
        now: the moment of the run, with a zone.
    """
    if not chosen.imap_host:
        return None
    password = os.environ.get(chosen.imap_password_env)
    if not password:
        return Mail(failure="no_password", detail=chosen.imap_password_env)
    try:
        return Mail(_messages(chosen, password, now), DAYS)
    except _FailedError as failed:
        return failed.mail


def _messages(chosen: Hygiene, password: str, now: datetime) -> tuple[NoticeMail, ...]:
    server = _connected(chosen)
    try:
        _opened(server, chosen, password)
        since = (now.astimezone(UTC) - timedelta(days=DAYS)).date()
        day = f"{since.day}-{_MONTHS[since.month - 1]}-{since.year}"
        found: set[int] = set()
        for sender in chosen.imap_senders:
            found |= _ids(server, day, sender)
        return tuple(sorted(_fetched(server, sorted(found)[-_MOST:])))
    except (imaplib.IMAP4.error, OSError) as error:
        raise _FailedError("no_server", error) from error
    finally:
        _close(server)


def _connected(chosen: Hygiene) -> imaplib.IMAP4:
    host, port = chosen.imap_host, chosen.imap_port
    try:
        if chosen.imap_security == "ssl":
            return imaplib.IMAP4_SSL(host, port, ssl_context=ssl.create_default_context(), timeout=_TIMEOUT)
        server = imaplib.IMAP4(host, port, timeout=_TIMEOUT)
    except (imaplib.IMAP4.error, OSError) as error:
        raise _FailedError("no_server", error) from error
    if chosen.imap_security == "starttls":
        _encrypted(server)
    return server


def _encrypted(server: imaplib.IMAP4) -> None:
    """Goes over to TLS before any password is sent; a server that can't isn't spoken to."""
    try:
        server.starttls(ssl.create_default_context())
    except (imaplib.IMAP4.error, OSError) as error:
        _hang_up(server)
        raise _FailedError("no_server", error) from error


def _opened(server: imaplib.IMAP4, chosen: Hygiene, password: str) -> None:
    try:
        server.login(chosen.imap_user, password)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        raise _FailedError("refused", _text(error)) from error
    except UnicodeError as error:  # its text would tell a letter of the password
        raise _FailedError("refused", "ASCII") from error
    _introduced(server)
    # Read-only: a look must not mark anything as read.
    answer, said = server.select(_quoted(_mailbox_name(chosen.imap_folder)), readonly=True)
    if answer != "OK":
        raise _FailedError("no_folder", chosen.imap_folder if not said[0] else _text(said[0]))


def _introduced(server: imaplib.IMAP4) -> None:
    """Says who asks (RFC 2971): NetEase's servers (163, 126) open no folder for a program that doesn't."""
    if "ID" in server.capabilities:
        server.xatom("ID", '("name" "adopt")')


def _ids(server: imaplib.IMAP4, day: str, sender: str) -> set[int]:
    answer, found = server.uid("SEARCH", "SINCE", day, "FROM", _quoted(sender))
    if answer != "OK":
        raise _FailedError("no_server", found)
    return {int(one) for part in found if part for one in part.split()}


def _fetched(server: imaplib.IMAP4, ids: list[int]) -> list[NoticeMail]:
    if not ids:
        return []
    asked = "(UID FLAGS INTERNALDATE BODY.PEEK[HEADER.FIELDS (SUBJECT)])"
    answer, parts = server.uid("FETCH", ",".join(map(str, ids)), asked)
    if answer != "OK":
        raise _FailedError("no_server", parts)
    return [mail for mail in map(mail_of, _each(parts)) if mail]


def _each(parts: list[object]) -> list[bytes]:
    """The answer's parts, one text for each mail: what stands behind its header belongs to it, flags may be there."""
    mails: list[bytes] = []
    for part in parts:
        if isinstance(part, tuple):
            mails.append(b"\r\n".join(part))
        elif isinstance(part, bytes) and mails:
            mails[-1] += part
    return mails


def _close(server: imaplib.IMAP4) -> None:
    try:
        server.logout()
    except (imaplib.IMAP4.error, OSError):  # it has hung up already
        _hang_up(server)


def _hang_up(server: imaplib.IMAP4) -> None:
    with suppress(OSError):  # of a connection that failed while it went over to TLS, the socket is gone
        server.shutdown()


def _mailbox_name(text: str) -> str:
    """A folder's name as IMAP writes it, in its own UTF-7 (RFC 3501, 5.1.3): 亚马逊 is &TpqabJAK-; plain ASCII stays as it is."""
    if text.isascii():
        return text

    def shifted(part: str) -> str:
        return f"&{b64encode(part.encode('utf-16-be')).decode().rstrip('=').replace('/', ',')}-"

    return re.sub(r"[^\x20-\x7e]+", lambda found: shifted(found[0]), text.replace("&", "&-"))


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _text(said: object) -> str:
    first = said.args[0] if isinstance(said, Exception) and said.args else said
    return first.decode("utf-8", "replace") if isinstance(first, bytes) else str(first)
