"""The marketplaces of a folder without ads reports, which the daily checks look at one by one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from adopt.reports.groups import ADS, Group, named, pile_of, settings_of
from adopt.reports.identity import country_of, known
from adopt.reports.piles import Pile
from adopt.schema import Reading
from adopt.words.companions import companions


def places(group: Group) -> tuple[Group, ...]:
    """A group for each marketplace that files tell of themselves, and one for those of which it can't be told.

    What tells none, or that of others, is the settings' marketplace's where that is among them. With ads reports, or where
    nothing tells two, it is the group itself.
    """
    folder, settings = group.folder, group.settings
    if any(reading.kind in ADS for reading in folder.readings):
        return (group,)
    each = [pile_of(reading, folder, settings) for reading in folder.readings]
    told = {(pile.own, str(pile.identity.marketplace)) for pile in each if _tells(pile)}
    if len(told) < 2:  # noqa: PLR2004  one place is no other
        return (group,)
    parts: dict[tuple[Path | None, str | None], list[Reading]] = {}
    for pile in each:
        usual = (folder.own[pile.own] if pile.own else settings).marketplace
        place = _place(pile, {place for own, place in told if own == pile.own}, usual)
        parts.setdefault((pile.own, place), []).append(pile.readings[0])
    piles = [Pile(tuple(own), known(None, place, None), home) for (home, place), own in parts.items()]
    homes = {pile.own for pile in piles}
    found = []
    for name, pile in sorted(named(piles, folder.path).items()):
        owners = [(one, folder.owner(one.path)) for one in folder.refusals]
        # What lies where no group is at home may be of any of them.
        here = tuple(one for one, owner in owners if owner == pile.own or owner not in homes)
        part = replace(folder, readings=pile.readings, refusals=here)
        found.append(Group(name, settings_of(pile, piles, folder, settings), part))
    return tuple(found)


def _place(pile: Pile, told: Collection[str], usual: str) -> str | None:
    """The one of the marketplaces that a file names or that its currency fits, else the usual one, else none."""
    if pile.identity.marketplace in told:
        return pile.identity.marketplace
    fits = [place for place in told if known(None, place, None).meets(pile.identity)]
    return fits[0] if len(fits) == 1 else usual if usual in told else None


def _tells(pile: Pile) -> bool:
    """Whether a file says which marketplace of the seller's it is of: no list of the seller's own, nor one of others' countries."""
    layout = companions().get(pile.readings[0].kind)
    of_others = (layout is not None and layout.template) or country_of(pile.readings[0]) is not None
    return pile.identity.marketplace is not None and not of_others
