"""Files of several accounts in one folder: which belong together, so that each account gets a plan of its own.

What files say of themselves decides first: account, marketplace, currency, campaigns. What they leave open is settled
by the folder that they lie in. An ads report that remains open is refused: rows of two accounts never meet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from adopt.errors import InputError
from adopt.reports.folder import Folder
from adopt.reports.identity import country_of, identity, known
from adopt.reports.piles import Pile, fitting, joined
from adopt.reports.sources import Note
from adopt.schema import Reading
from adopt.settings import Settings

ADS = ("search_term", "bulk")
"""Kinds of reports that tell whose an account is."""


@dataclass(frozen=True)
class Group:
    """The files of one account in one marketplace.

    Attributes:
        name: what is known of the account, ``a1b2c3-US-USD``; no two of a run are the same.
        settings: of the folder inside that has its own for this account, or those of the run.
        folder: these files alone.
    """

    name: str
    settings: Settings
    folder: Folder


def groups(folder: Folder, settings: Settings) -> tuple[Group, ...]:
    """The accounts of a folder, by name; a folder without ads reports is one as well (`adopt.reports.places` parts it).

    An inner folder with an adopt.toml is an account of its own, with these settings.

    Raises:
        InputError: an ads report may be of several accounts.
    """
    ads = [reading for reading in folder.readings if reading.kind in ADS]
    piles = joined([pile_of(reading, folder, settings) for reading in ads], folder.path)
    if not piles:
        return (Group("", settings, folder),)
    _refuse_open(piles, folder.path)
    beside = [pile_of(reading, folder, settings) for reading in folder.readings if reading.kind not in ADS]
    homes = [_home(pile, piles, folder.path) for pile in beside]
    lost = [pile for pile, home in zip(beside, homes, strict=True) if home is None]
    found = []
    for name, pile in sorted(named(piles, folder.path).items()):
        own = {id(one.readings[0]) for one, home in zip(beside, homes, strict=True) if home is pile}
        own |= {id(reading) for reading in pile.readings}
        meant = settings_of(pile, piles, folder, settings)
        part = replace(
            folder,
            readings=tuple(reading for reading in folder.readings if id(reading) in own),
            refusals=tuple(one for one in folder.refusals if pile in _near(one.path, piles, folder.path)),
            notes=(*folder.notes, *_told(lost, folder.path), *_unused(pile, meant, settings)),
        )
        found.append(Group(name, meant, part))
    return tuple(found)


def settings_of(pile: Pile, piles: Sequence[Pile], folder: Folder, settings: Settings) -> Settings:
    """Those of the account's own folder, or the run's; of several accounts, their marketplace is one's, and their amounts one currency's."""
    if pile.own:
        return folder.own[pile.own]
    if len(piles) == 1:
        return settings
    meant = known(None, settings.marketplace or None, None)
    if not meant.meets(pile.identity):
        settings = settings.model_copy(update={"marketplace": ""})
    currencies = {meant.currency} if meant.currency else {one.identity.currency for one in piles}
    return settings if currencies == {pile.identity.currency} else settings.without_amounts()


def _unused(pile: Pile, meant: Settings, settings: Settings) -> Iterator[Note]:
    """That amounts of the run's settings don't count here."""
    if not pile.own and meant.launch != settings.launch:
        yield "amounts_unused", pile.identity.currency or "?"


def pile_of(reading: Reading, folder: Folder, settings: Settings) -> Pile:
    """A file alone; the settings' marketplace stands in where it says nothing."""
    own = folder.owner(reading.path)
    said = identity(reading)
    fallback = (folder.own[own] if own else settings).marketplace
    if not any(said) and fallback:
        said = known(None, fallback, None)
    return Pile((reading,), said, own)


def _refuse_open(piles: Sequence[Pile], root: Path) -> None:
    doubtful = max(piles, key=lambda pile: len(fitting(pile, piles)))
    others = fitting(doubtful, piles)
    if others:
        raise InputError(
            "{files} may belong to several accounts in this folder ({others}); put each account's files into a "
            "folder of its own inside, with an adopt.toml in it ('adopt init' writes one)",
            files=_files([doubtful], root),
            others="; ".join(_files([other], root) for other in others),
        )


def _home(pile: Pile, piles: Sequence[Pile], root: Path) -> Pile | None:
    """The account that a report beside the ads belongs to; None where that can't be told.

    Buyers live abroad, too: where their country is no account's here, it tells nothing.
    """
    reading = pile.readings[0]
    possible = fitting(pile, piles)
    if not possible and country_of(reading) == "buyers":
        possible = fitting(replace(pile, identity=known(None, None, reading.currency)), piles)
    if len(possible) > 1:
        near = _near(reading.path, piles, root)
        possible = [one for one in possible if one in near]
    return possible[0] if len(possible) == 1 else None


def _near(path: Path, piles: Sequence[Pile], root: Path) -> list[Pile]:
    """The accounts with files in the innermost folder around ``path`` that has any; in the folders inside it, if not."""
    for place in (one for one in path.parents if one.is_relative_to(root)):
        inside = [pile for pile in piles if any(own.path.is_relative_to(place) for own in pile.readings)]
        here = [pile for pile in inside if any(_folder(own.path) == place for own in pile.readings)]
        if inside:
            return here or inside
    return list(piles)


def _folder(path: Path) -> Path:
    """The folder that a file lies in, if need be within an archive."""
    return next(place for place in path.parents if place.suffix.lower() not in (".zip", ".gz"))


def _told(lost: Sequence[Pile], root: Path) -> Iterator[Note]:
    yield from (("whose_unclear", _files([pile], root)) for pile in lost)


def named(piles: Sequence[Pile], root: Path) -> Mapping[str, Pile]:
    """A name for each pile: what it says; the folder of its own settings and a number, where others say the same."""
    said = [str(pile.identity) for pile in piles]
    names: dict[str, Pile] = {}
    for pile, name in zip(piles, said, strict=True):
        folder = pile.own.relative_to(root).parts if pile.own and said.count(name) > 1 else ()
        full = "-".join(part for part in (*folder, name) if part) or "account"
        numbered = (f"{full}-{number}" for number in range(2, len(piles) + 2))
        names[full if full not in names else next(one for one in numbered if one not in names)] = pile
    return names


def _files(piles: Sequence[Pile], root: Path) -> str:
    readings = [reading for pile in piles for reading in pile.readings]
    return ", ".join(sorted(reading.path.relative_to(root).as_posix() for reading in readings))
