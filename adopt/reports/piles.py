"""Ads reports put together until each pile is one account: by what they say, by the folder they lie in, by campaigns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from pathlib import Path

from adopt.reports.identity import Identity, campaign_ids, campaigns
from adopt.schema import Reading

_STRANGERS = 3
"""So many campaigns on both sides without one in common are two accounts; fewer may be one that was rebuilt."""
_KIN = 0.5
"""A report whose campaigns are in one download by half, and in no other, is of that account."""


@dataclass(frozen=True, eq=False)
class Pile:
    """Files that are known to belong together.

    Attributes:
        readings: the files.
        identity: what they say together.
        own: the folder around them that has settings of its own, if there is one.
    """

    readings: tuple[Reading, ...]
    identity: Identity
    own: Path | None = None

    @cached_property
    def campaigns(self) -> frozenset[str]:
        """Names of the campaigns in these files."""
        return frozenset[str]().union(*map(campaigns, self.readings))

    @cached_property
    def campaign_ids(self) -> frozenset[str]:
        """IDs of the campaigns in the bulk downloads among these files."""
        return frozenset[str]().union(*map(campaign_ids, self.readings))

    def meets(self, other: Pile) -> bool:
        """Whether both may be of one account."""
        owned = self.own is None or other.own is None or self.own == other.own
        return owned and self.identity.meets(other.identity) and not self._strange(other)

    def _strange(self, other: Pile) -> bool:
        pairs = ((self.campaigns, other.campaigns), (self.campaign_ids, other.campaign_ids))
        return any(min(len(a), len(b)) >= _STRANGERS and a.isdisjoint(b) for a, b in pairs)


def joined(piles: list[Pile], root: Path) -> list[Pile]:
    """Puts together what belongs together for sure; piles that may still belong to several others stay alone.

    Args:
        piles: one for each file.
        root: the folder that all of them lie in.
    """
    piles = _of_place(root, piles)
    while pair := _same(piles) or _kin(piles) or _forced(piles):
        piles = [pile for pile in piles if pile not in pair] + [_merged(pair)]
    return piles


def fitting(pile: Pile, piles: Iterable[Pile]) -> list[Pile]:
    """The others that a pile may belong to."""
    return [other for other in piles if other is not pile and pile.meets(other)]


def _of_place(place: Path, piles: list[Pile]) -> list[Pile]:
    """Piles of a folder, the folders inside it first; one pile, where all of them may be of one account."""
    here: list[Pile] = []
    below: dict[Path, list[Pile]] = {}
    for pile in piles:
        inner, *more = pile.readings[0].path.relative_to(place).parts
        if more:
            below.setdefault(place / inner, []).append(pile)
        else:
            here.append(pile)
    for inner_place, own in sorted(below.items()):
        here += _of_place(inner_place, own)
    return [_merged(here)] if len(here) > 1 and _agree(here) else here


def _agree(piles: Iterable[Pile]) -> bool:
    return all(one.meets(two) for one, two in combinations(piles, 2))


def _merged(piles: Sequence[Pile]) -> Pile:
    said = Identity()
    for pile in piles:
        said = said.and_also(pile.identity)
    readings = tuple(reading for pile in piles for reading in pile.readings)
    return Pile(readings, said, next((pile.own for pile in piles if pile.own), None))


def _same(piles: Sequence[Pile]) -> tuple[Pile, ...] | None:
    """Two downloads of one account by its name."""
    for one, two in combinations(piles, 2):
        if one.identity.account and one.identity.account == two.identity.account and one.meets(two):
            return one, two
    return None


def _kin(piles: Sequence[Pile]) -> tuple[Pile, ...] | None:
    """A report and the one download that has its campaigns, unless a report of another account claims it too."""
    reports = [pile for pile in piles if pile.campaigns and not pile.campaign_ids]
    claims = {
        report: [
            pile for pile in piles if pile.campaign_ids and report.meets(pile) and _related(report, pile)
        ]
        for report in reports
    }
    for report, downloads in claims.items():
        rivals = [other for other in reports if downloads == claims[other] and not report.meets(other)]
        if len(downloads) == 1 and not rivals:
            return report, downloads[0]
    return None


def _related(report: Pile, download: Pile) -> bool:
    return len(report.campaigns & download.campaigns) >= _KIN * len(report.campaigns)


def _forced(piles: Sequence[Pile]) -> tuple[Pile, ...] | None:
    """A pile and all that it may belong to, where these may belong to each other and nobody else claims them."""
    for pile in piles:
        family = [pile, *fitting(pile, piles)]
        claimed = any(other not in family for one in family for other in fitting(one, piles))
        if len(family) > 1 and _agree(family) and not claimed:
            return tuple(family)
    return None
