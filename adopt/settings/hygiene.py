"""What a seller declares of the account, and where Amazon's notifications arrive."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, model_validator

from adopt.settings.part import Part, UnfitError


def _blank_is_none(value: Any) -> Any:
    return None if value == "" else value


def _none_is_blank(value: date | None) -> str:
    return value.isoformat() if value else ""


Declared = Annotated[
    date | None, BeforeValidator(_blank_is_none), PlainSerializer(_none_is_blank, when_used="json")
]
"""A day, or "" where nothing is declared: TOML has no other way to leave a value open."""

_ATOM = r'^[^\x00-\x20"()*%\\{\x7f-\U0010ffff]*$'
"""What IMAP takes as a word without quotes."""

LOOPBACK = ("localhost", "127.0.0.1", "::1")
"""Hosts to which a password may go unencrypted: this machine."""


class Hygiene(Part):
    """Days of self-declarations, and the mailbox; its password comes from the environment variable ``imap_password_env`` alone."""

    last_login: Declared
    two_step_checked: Declared
    mailbox_checked: Declared
    imap_host: Annotated[str, Field(max_length=255, pattern=r"^[^\s/]*$")]
    imap_port: Annotated[int, Field(ge=1, le=65535)]
    imap_security: Literal["ssl", "starttls", "none"]
    imap_user: Annotated[str, Field(max_length=255, pattern=_ATOM)]
    imap_folder: Annotated[str, Field(min_length=1, max_length=255, pattern=r"^[^\x00-\x1f\x7f]*$")]
    imap_senders: Annotated[
        tuple[Annotated[str, Field(min_length=1, pattern=r"^[\x21-\x7e]*$")], ...], Field(min_length=1)
    ]
    imap_password_env: Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")]

    @model_validator(mode="after")
    def _safe(self) -> Hygiene:
        if self.imap_security == "none" and self.imap_host not in (*LOOPBACK, ""):
            raise UnfitError('imap_security = "none" is for a server on this machine only')
        return self
