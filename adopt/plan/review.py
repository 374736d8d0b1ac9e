"""The seller's review of a plan: which rows are accepted, with which changes, and which answers can't be read."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import dataframely as dy
import polars as pl

from adopt.plan.own_value import Bounds, Own, Problem, fold_word, own_value
from adopt.schema import Accepted, Action, Consent


class Answer(NamedTuple):
    """A row of the workbook as the seller left it: texts, None where a cell is empty."""

    sheet: str
    row: int
    key: str | None
    accept: str | None
    own: str | None


class Words(NamedTuple):
    """What counts as yes and as no, and names of match types; all folded by `fold_word`."""

    yes: frozenset[str]
    no: frozenset[str]
    match_types: Mapping[str, str]


class Refused(NamedTuple):
    """An answer that can't be followed: where it stands, ``column`` as Accept, Your value or Key, and why."""

    sheet: str
    row: int
    column: str
    value: str | None
    problem: Problem
    key: str | None


@dataclass
class Review:
    """What became of each action that the plan proposes: its key is in exactly one of the lists.

    Attributes:
        accepted: keys with what the seller changed.
        declined: No.
        left: neither yes nor no, or never shown.
        removed: rows that the seller took out.
        refused: answers that can't be followed; their actions aren't accepted.
        strange: of these, answers without an action of the plan.
        unseen: accepted keys for which the workbook had no room.
        where: the answer behind each accepted key.
    """

    accepted: dict[str, Own] = field(default_factory=dict)
    declined: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    strange: list[Refused] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    where: dict[str, Answer] = field(default_factory=dict)

    def rows(self) -> dy.DataFrame[Accepted]:
        """The accepted actions as they are kept."""
        rows = [{"key": key, **own.changes()} for key, own in sorted(self.accepted.items())]
        return Accepted.validate(pl.DataFrame(rows, schema=Accepted.create_empty().schema))

    def refuse(self, answer: Answer, column: str, problem: Problem) -> None:
        """Notes an answer that can't be followed."""
        value = {"Accept": answer.accept, "Your value": answer.own}.get(column, answer.key)
        self.refused.append(Refused(answer.sheet, answer.row, column, value, problem, answer.key))

    def withdraw(self, key: str, problem: Problem) -> None:
        """Refuses a row that was accepted: by its own value if it has one."""
        own = self.accepted.pop(key)
        answer = self.where.pop(key, Answer("plan.json", 0, key, None, None))
        self.unseen = [one for one in self.unseen if one != key]
        self.refuse(answer, "Accept" if own == Own() else "Your value", problem)


def review(
    actions: dy.DataFrame[Action],
    answers: Sequence[Answer],
    shown: frozenset[str],
    words: Words,
    bounds: Bounds,
) -> Review:
    """What the seller's answers make of a plan.

    A row that was shown and isn't there any more is not accepted: the seller took it out. One for which the workbook had no
    room stays as the plan has it. The order of answers doesn't matter.

    Args:
        actions: of the plan.
        answers: rows of the workbook.
        shown: keys that the workbook was written with.
        words: yes, no and match types.
        bounds: what values of the seller's own are held against.
    """
    proposed = {row["key"]: row for row in actions.to_dicts() if row["consent"] != Consent.WATCH.value}
    named = {_plain(key): key for key in proposed}
    done, by_key = Review(), defaultdict[str, list[Answer]](list)
    for answer in sorted(answers, key=lambda one: (one.sheet, one.row)):
        key = named.get(_plain(answer.key or ""))
        if key is None:
            _stranger(done, answer)
        else:
            by_key[key].append(answer._replace(key=key))
    for key, row in proposed.items():
        if key in by_key:
            _judge(done, row, by_key[key], words, bounds)
        elif key in shown:
            done.removed.append(key)
        elif row["consent"] == Consent.SAFE.value:
            done.accepted[key] = Own()
            done.unseen.append(key)
        else:
            done.left.append(key)
    return done


def applied(actions: dy.DataFrame[Action], accepted: Mapping[str, Own]) -> dy.DataFrame[Action]:
    """The actions with *safe* where they are accepted, with the seller's own values, and *ask* where they aren't."""
    said = pl.DataFrame(
        [{"key": key, "accepted": True, **{f"own_{name}": v for name, v in own.changes().items()}} for key, own in accepted.items()],
        schema={"key": pl.String, "accepted": pl.Boolean, **{f"own_{name}": kind for name, kind in _OWN.items()}},
    )  # fmt: skip
    proposed = pl.col("consent") != Consent.WATCH.value
    known = actions.join(said, on="key", how="left", maintain_order="left")
    decided = (
        pl.when(pl.col("accepted")).then(pl.lit(Consent.SAFE.value)).otherwise(pl.lit(Consent.ASK.value))
    )
    return Action.validate(
        known.with_columns(
            consent=pl.when(proposed).then(decided).otherwise("consent"),
            to_bid=pl.coalesce("own_to_bid", "to_bid"),
            to_value=pl.coalesce("own_to_value", "to_value"),
            to_match_type=pl.coalesce("own_match_type", "to_match_type"),
        ).select(actions.columns)
    )


_OWN = {"to_bid": pl.Float64, "to_value": pl.Float64, "match_type": pl.String}


def _stranger(done: Review, answer: Answer) -> None:
    """An answer that names no proposal of this plan."""
    known = len(done.refused)
    if answer.key:
        done.refuse(answer, "Key", Problem("unknown_key"))
    elif answer.accept:
        done.refuse(answer, "Key", Problem("no_key"))
    done.strange += done.refused[known:]


def _judge(
    done: Review, row: Mapping[str, Any], found: Sequence[Answer], words: Words, bounds: Bounds
) -> None:
    """What the answers of one action say; equal ones count once."""
    if len({(_said(one.accept, words), one.own) for one in found}) > 1:
        for one in found:
            done.refuse(one, "Accept", Problem("contradiction"))
        return
    answer = found[0]
    said = _said(answer.accept, words)
    if said == "no":
        done.declined.append(row["key"])
    elif said == "open" and answer.own:
        done.refuse(answer, "Your value", Problem("value_without_yes"))
    elif said == "open":
        done.left.append(row["key"])
    elif said != "yes":
        done.refuse(answer, "Accept", Problem("not_yes_or_no"))
    else:
        _accept(done, row, answer, words, bounds)


def _accept(done: Review, row: Mapping[str, Any], answer: Answer, words: Words, bounds: Bounds) -> None:
    own = own_value(answer.own, row, words.match_types, bounds) if answer.own else Own()
    if isinstance(own, Problem):
        done.refuse(answer, "Your value", own)
    else:
        done.accepted[row["key"]], done.where[row["key"]] = own, answer


def _said(accept: str | None, words: Words) -> str:
    word = fold_word(accept or "")
    if not word:
        return "open"
    return "yes" if word in words.yes else "no" if word in words.no else f"'{word}'"


def _plain(key: str) -> str:
    """A key as it is compared: spreadsheets drop control characters, and some programs spaces at the end."""
    return " ".join(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", key).split())
