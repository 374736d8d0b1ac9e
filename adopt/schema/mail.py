"""What was seen in the mailbox to which Amazon sends its notifications."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple


class NoticeMail(NamedTuple):
    """One mail of Amazon's: when it came, whether it was read, and its subject line."""

    received: datetime
    seen: bool
    subject: str


class Mail(NamedTuple):
    """A look into the mailbox.

    Attributes:
        messages: Amazon's mails of the last days, the oldest first.
        days: how many days were looked at.
        failure: why it couldn't be looked into: ``no_password``, ``no_server``, ``refused`` or ``no_folder``; empty where
            it could.
        detail: what the machine or the server said of it, or what is missing.
    """

    messages: tuple[NoticeMail, ...] = ()
    days: int = 0
    failure: str = ""
    detail: str = ""
