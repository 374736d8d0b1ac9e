"""The fewest negatives that block a set of search terms: phrases that block many each, exact ones that block one each.

A set cover: what no chosen phrase blocks keeps its own exact negative, so phrases are chosen only as far as they make more
of these needless than they are. Terms that have no exact negative may go along; that is worth a share of a row. Greedy
choice is near the best for such sums (Nemhauser, Wolsey and Fisher 1978); it is then improved, and where few phrases
compete, the best is found by branch and bound.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import reduce
from operator import or_
from typing import NamedTuple

_FEW = 24
"""Phrases that compete, up to which the best choice is searched for."""
_NODES = 20_000
"""Choices looked at then: beyond, the best one seen stands."""


class Prices(NamedTuple):
    """What leaving a term unblocked costs, in whole numbers.

    Attributes:
        row: of a negative: a phrase, or a term that needs an exact one.
        along: of a term that has no exact negative.
    """

    row: int
    along: int


def smallest_cover(
    blocks: Sequence[Collection[int]], exact: AbstractSet[int], prices: Prices
) -> tuple[int, ...]:
    """Places of the phrases to write; what of ``exact`` they don't block is left to exact negatives.

    Least is ``row`` for each phrase and each term of ``exact`` left, and ``along`` for each other term left. Of equally good
    choices the one with fewest phrases stands, then the one whose phrases come first. It never takes more rows than
    exact negatives of all the terms that it blocks, if ``along`` is at most ``row``.

    Args:
        blocks: the terms that each phrase blocks, by their numbers; preferred phrases first.
        exact: the terms that have an exact negative of their own.
        prices: of a row, and of a term that may go along.
    """
    known = sorted(set().union(*blocks))
    bits = dict(zip(known, range(len(known)), strict=True))
    masks = [_mask([bits[term] for term in terms], len(known)) for terms in blocks]
    needing = [bit for term, bit in bits.items() if term in exact]
    game = _Game(masks, _mask(needing, len(known)), prices)
    return tuple(sorted(place for part in _parts(game, _undominated(game)) for place in _chosen(game, part)))


class _Choice(NamedTuple):
    """Phrases by their places, and what they save."""

    gain: int
    fewer: int
    places: tuple[int, ...]

    def beats(self, other: _Choice) -> bool:
        """More saved, or as much by fewer phrases, or by as many that come first."""
        mine, theirs = (self.gain, self.fewer), (other.gain, other.fewer)
        return mine > theirs or (mine == theirs and self.places < other.places)


class _Game(NamedTuple):
    """Terms as bits: what each phrase blocks, which terms have an exact negative, and what rows cost."""

    masks: Sequence[int]
    exact: int
    prices: Prices

    def worth(self, terms: int) -> int:
        rows = (terms & self.exact).bit_count()
        return self.prices.row * rows + self.prices.along * (terms.bit_count() - rows)

    def choice(self, places: Collection[int]) -> _Choice:
        gain = self.worth(self.blocked(places)) - self.prices.row * len(places)
        return _Choice(gain, -len(places), tuple(sorted(places)))

    def blocked(self, places: Collection[int]) -> int:
        return reduce(or_, (self.masks[place] for place in places), 0)

    def more(self, place: int, blocked: int) -> int:
        """What a phrase saves beyond the terms that are blocked without it."""
        return self.worth(self.masks[place] & ~blocked) - self.prices.row


def _mask(bits: Sequence[int], size: int) -> int:
    found = bytearray(size // 8 + 1)
    for bit in bits:
        found[bit >> 3] |= 1 << (bit & 7)
    return int.from_bytes(found, "little")


def _undominated(game: _Game) -> list[int]:
    """Phrases that save a row by themselves, and that none blocks as much as and more; of equal ones the first."""
    paying = [place for place in range(len(game.masks)) if game.more(place, 0) > 0]
    widest = sorted(paying, key=lambda place: (-game.masks[place].bit_count(), place))
    kept: list[int] = []
    for place in widest:
        if all(game.masks[place] & ~game.masks[wider] for wider in kept):
            kept.append(place)
    return sorted(kept)


def _parts(game: _Game, places: Sequence[int]) -> Iterator[list[int]]:
    """The phrases in parts that share no term: each part can be settled by itself."""
    parts: list[tuple[int, list[int]]] = []
    for place in places:
        mask, members, apart = game.masks[place], [place], []
        for terms, others in parts:
            if terms & mask:
                mask, members = mask | terms, [*others, *members]
            else:
                apart.append((terms, others))
        parts = [*apart, (mask, members)]
    return (sorted(members) for _, members in parts)


def _chosen(game: _Game, part: Sequence[int]) -> tuple[int, ...]:
    start = _improved(game, part, _greedy(game, part))
    return (_best(game, part, start) if len(part) <= _FEW else start).places


def _greedy(game: _Game, part: Sequence[int]) -> _Choice:
    """The phrase that saves most beyond those before, as long as one does."""
    chosen, blocked = list[int](), 0
    while True:
        most, place = max((game.more(place, blocked), -place) for place in part)
        if most <= 0:
            return game.choice(chosen)
        chosen.append(-place)
        blocked |= game.masks[-place]


def _improved(game: _Game, part: Sequence[int], choice: _Choice) -> _Choice:
    """Each phrase tried as one more, less those that it makes needless, until none is better."""
    while True:
        tried = (_without_idle(game, [*choice.places, place]) for place in part if place not in choice.places)
        better = next((one for one in tried if one.beats(choice)), None)
        if better is None:
            return choice
        choice = better


def _without_idle(game: _Game, places: Sequence[int]) -> _Choice:
    """Without phrases, the oldest first, that save nothing beyond the others."""
    kept = list(places)
    while True:
        once = twice = 0
        for place in kept:
            twice |= once & game.masks[place]
            once |= game.masks[place]
        idle = next((place for place in kept if game.more(place, twice) <= 0), None)
        if idle is None:
            return game.choice(kept)
        kept.remove(idle)


def _best(game: _Game, part: Sequence[int], start: _Choice) -> _Choice:
    """The best choice, by branch and bound: what is still to come saves at most what each phrase would by itself."""
    best, seen = start, 0
    stack = [(0, list[int](), 0, 0)]
    while stack and seen < _NODES:
        seen += 1
        at, chosen, blocked, gain = stack.pop()
        found = _Choice(gain, -len(chosen), tuple(chosen))
        best = found if found.beats(best) else best
        useful = [(game.more(place, blocked), place) for place in part[at:]]
        bound = gain + sum(more for more, _ in useful if more > 0)
        if bound < best.gain or at == len(part):
            continue
        more, place = useful[0]
        stack.append((at + 1, chosen, blocked, gain))
        if more > 0:
            stack.append((at + 1, [*chosen, place], blocked | game.masks[place], gain + more))
    return best
