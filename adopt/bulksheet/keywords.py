"""Texts of new keywords and negative keywords; match types and states of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from adopt.bulksheet.fault import fault
from adopt.bulksheet.sheet import raw
from adopt.decide.legal import keyword_problem, negative_keyword_doubt
from adopt.words import bulksheet

_LETTER = r"\p{L}\p{M}"


def keyword_faults(rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Texts that Amazon refuses; they can't change, so that only created ones count."""
    rules = bulksheet()["keyword"]
    created = rows.filter(
        pl.col("operation") == "Create", pl.col("entity").is_in(list(bulksheet()["match_types"]))
    )
    written = created.with_columns(keyword_text=pl.col(raw("keyword_text")))
    for match_type, most in rules["max_words"].items():
        texts = written.filter(match_type=match_type)
        problem = keyword_problem(pl.col("keyword_text"), match_type)
        refused = pl.col("keyword_text").str.extract(rf"([^{rules['listed']}{_LETTER}])")
        detail = (
            pl.when(problem == "forbidden_character")
            .then(refused)
            .when(problem == "too_long")
            .then(pl.lit(str(rules["max_chars"])))
            .when(problem == "too_many_words")
            .then(pl.lit(str(most)))
        )
        yield fault(texts, problem.is_not_null() & (problem != "empty"), "keyword_text", problem, detail)
    letter = pl.col("keyword_text").str.extract(rf"([^{rules['listed']}])")
    doubt = negative_keyword_doubt(pl.col("keyword_text"))
    yield fault(written, doubt.is_not_null(), "keyword_text", "unlisted_letter", letter)


def match_type_faults(rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """A negative's match type for a keyword, or a keyword's for a negative."""
    yield _outside(rows, pl.col("entity"), "match_type", bulksheet()["match_types"])


def state_faults(rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """States that an entity can't get by an operation."""
    special = bulksheet()["states_of"]
    takes = {
        f"{entity}/{operation}": special.get(entity, {}).get(operation, usual)
        for operation, usual in bulksheet()["states"].items()
        for entity in bulksheet()["required"]
        if entity != "Bidding Adjustment"
    }
    kind = pl.concat_str("entity", pl.lit("/"), "operation")
    yield _outside(rows, kind, "state", takes)


def _outside(
    rows: pl.DataFrame, kind: pl.Expr, column: str, takes: Mapping[str, Sequence[str]]
) -> pl.DataFrame:
    """Known words of a column that rows of this kind don't take; other kinds of rows take any."""
    known = pl.col(column).is_in(bulksheet()["tokens"][column])
    pairs = [f"{name}/{word}" for name, words in takes.items() for word in words]
    taken = pl.concat_str(kind, pl.lit("/"), column).is_in(pairs)
    words = kind.replace_strict(
        {name: ", ".join(words) for name, words in takes.items()}, default=None, return_dtype=pl.String
    )
    return fault(rows, known & kind.is_in(list(takes)) & ~taken, column, column, words)
