"""The facts of one appeal, as ``template.toml`` has them."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from adopt.errors import InputError
from adopt.settings.faults import faults


def _one_line(text: str) -> str:
    return " ".join(text.split())


Text = Annotated[str, AfterValidator(_one_line)]
"""On one line: a line break would end the draft's list or table."""

Asin = Annotated[str, Field(pattern=r"^[A-Z0-9]{10}$")]
Asins = tuple[Asin, ...]


class _Part(BaseModel):
    """A table of the file: an unknown name is an error, so that no fact is lost by a misspelt one."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class _Entry(_Part):
    """An entry of a list."""

    what: Text = ""
    asins: Asins = ()

    @property
    def is_blank(self) -> bool:
        """Whether it says nothing, as those of the template; a kind alone is nothing."""
        return all(value in (None, "", ()) for name, value in self if name != "kind")


class Notice(_Part):
    """What Amazon wrote. ``issues``: everything that it complains of; ``asins``: every product that it lists."""

    id: Text = ""
    subject: Text = ""
    received: date | None = None
    deadline: datetime | date | None = None
    marketplace: Text = ""
    issues: tuple[Text, ...] = ()
    asins: Asins = ()
    orders: tuple[Text, ...] = ()


class Fact(_Entry):
    """Something that happened on a day, and where the seller knows it from."""

    day: date | None = None
    source: Text = ""


class Cause(_Entry):
    """A root cause; ``issue`` says which of several complaints it explains."""

    issue: Text = ""


class Step(_Entry):
    """Something done (on ``day``) or planned (for ``day``, by ``owner``); None: the seller hasn't said which."""

    done: bool | None = None
    day: date | None = None
    owner: Text = ""


class Evidence(_Entry):
    """A document for the products that it names; ``day`` is its own date."""

    kind: Literal["invoice", "letter", "certificate", "photo", "report", "other"] = "other"
    day: date | None = None
    file: Text = ""


class Facts(_Part):
    """Everything that an appeal may say."""

    notice: Notice = Notice()
    facts: tuple[Fact, ...] = ()
    root_causes: tuple[Cause, ...] = ()
    actions: tuple[Step, ...] = ()
    prevention: tuple[Step, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def is_of_orders(self) -> bool:
        """Whether the notice lists orders and no product: then no document is of one."""
        return bool(self.notice.orders) and not self.notice.asins


@cache
def facts_template() -> str:
    """The empty facts file, explained in English and Chinese."""
    return files("adopt.appeal").joinpath("template.toml").read_text(encoding="utf-8")


def read_facts(text: str, place: str) -> Facts:
    """The facts of a file's text; blank entries of the template are left out.

    Args:
        text: TOML.
        place: what the file is called in an error.

    Raises:
        InputError: it isn't TOML, or a name or value isn't one of the template's.
    """
    try:
        found: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError("{path}: not a readable TOML file: {error}", path=place, error=error) from error
    try:
        read = Facts.model_validate(found)
    except ValidationError as error:
        known: dict[str, Any] = {name: {} for name in Facts.model_fields}
        raise InputError("{place}: {faults}", place=place, faults=faults(error, known)) from error
    return read.model_copy(update={name: _filled(getattr(read, name)) for name in _LISTS})


_LISTS = ("facts", "root_causes", "actions", "prevention", "evidence")


def _filled(entries: tuple[_Entry, ...]) -> tuple[_Entry, ...]:
    return tuple(one for one in entries if not one.is_blank)
