"""Which search terms are blocked already, by the negatives of the account.

Amazon publishes no stemming rules for negatives. Modelled, and said to be approximate: whole words, in order, with
simple plurals folded (Sponsored Products help on negative keywords).
"""

from __future__ import annotations

import polars as pl

from adopt.estimate.text import ONE_PRODUCT, folded, term_words

_SCOPES = {"ad_group": "ad_group_id", "campaign": "campaign_id"}
_NO_HITS = pl.DataFrame(schema={"term": pl.get_index_type(), "negative": pl.get_index_type()})


def blocked_by(terms: pl.DataFrame, negatives: pl.DataFrame) -> pl.Series:
    """The negative in force that blocks each term, as ``text (match type)``; null where none does.

    A product page is blocked by negative products only: a negative keyword of an ASIN acts on searches.

    Args:
        terms: campaign_id, ad_group_id, search_term, is_asin; words, where they are known (`adopt.estimate.text.term_words`).
        negatives: `Negative` rows; only enabled ones count.
    """
    return _first_hit(terms, negatives.filter(pl.col("state") == "enabled"))


def paused_for(terms: pl.DataFrame, negatives: pl.DataFrame) -> pl.Series:
    """The paused negative of a term's ad group that needs only be enabled again, named as in `blocked_by`.

    Amazon refuses a second one with the same text. Phrases don't count: enabling one may block much more.
    """
    exact = (pl.col("level") == "ad_group") & (pl.col("match_type") != "negativePhrase")
    return _first_hit(terms, negatives.filter((pl.col("state") == "paused") & exact))


def blockers(terms: pl.DataFrame, negatives: pl.DataFrame) -> pl.DataFrame:
    """Every pair of a term and a negative that blocks it: the rows of ``negatives`` with the term they block.

    Args:
        terms: as in `blocked_by`.
        negatives: `Negative` rows, of whatever state the caller wants to count.
    """
    pairs = hits(terms, negatives)
    place = terms.select("campaign_id", "ad_group_id", "search_term")[pairs["term"]]
    said = negatives.select("negative_id", "level", "kind", "text", "match_type")[pairs["negative"]]
    both = pl.concat([pairs, place, said], how="horizontal")
    return both.sort("term", "text", "match_type", "negative")


def hits(terms: pl.DataFrame, negatives: pl.DataFrame) -> pl.DataFrame:
    """The same pairs by their places in the two frames: term, negative. Arguments as in `blockers`."""
    if terms.is_empty() or negatives.is_empty():
        return _NO_HITS
    near = pl.any_horizontal(
        pl.col(key).is_in(negatives.filter(level=level)[key].unique().implode())
        for level, key in _SCOPES.items()
    )
    known = "words" in terms.columns
    said = terms.select(*_SCOPES.values(), "is_asin", "words" if known else "search_term")
    numbered = said.with_row_index("term").filter(near)
    numbered = numbered if known else numbered.with_columns(words=term_words())
    named = negatives.select("level", *_SCOPES.values(), "kind", "text", "match_type")
    live = with_words(named.with_row_index("negative"))
    kinds = (_hits(numbered, live, level, exact=exact) for level in _SCOPES for exact in (True, False))
    return pl.concat([_NO_HITS, *kinds])


def with_words(negatives: pl.DataFrame) -> pl.DataFrame:
    """Adds words, what a negative names as `adopt.estimate.text.term_words` has it (null: no single product), and is_asin."""
    return negatives.with_columns(
        words=pl.when(pl.col("kind") == "product")
        .then(pl.col("text").str.extract(ONE_PRODUCT).str.to_lowercase())
        .otherwise(folded(pl.col("text"))),
        is_asin=pl.col("kind") == "product",
    )


def _first_hit(terms: pl.DataFrame, negatives: pl.DataFrame) -> pl.Series:
    pairs = hits(terms, negatives)
    if pairs.is_empty():
        return pl.repeat(None, terms.height, dtype=pl.String, eager=True).alias("name")
    names = negatives.select(name=pl.format("{} ({})", "text", "match_type"))[pairs["negative"]]
    named = pairs.with_columns(names)
    first = named.sort("term", "name").unique("term", keep="first", maintain_order=True)
    numbered = terms.select("search_term").with_row_index("term")
    return numbered.join(first.select("term", "name"), on="term", how="left", maintain_order="left")["name"]


def _hits(terms: pl.DataFrame, negatives: pl.DataFrame, level: str, *, exact: bool) -> pl.DataFrame:
    key = _SCOPES[level]
    whole = pl.col("match_type") != "negativePhrase"
    here = negatives.filter((pl.col("level") == level) & (whole if exact else ~whole)).drop_nulls(
        [key, "words"]
    )
    if here.is_empty():
        return _NO_HITS
    if exact:
        found = terms.join(here, on=[key, "is_asin", "words"])
    else:
        spaced = pl.lit(" ") + pl.col("words") + pl.lit(" ")
        phrase = pl.lit(" ") + pl.col("words_right") + pl.lit(" ")
        found = terms.join(here, on=[key, "is_asin"]).filter(spaced.str.contains(phrase, literal=True))
    return found.select("term", "negative")
