"""A fit that was kept: the same day it changes nothing, the next days it takes the place of fitting."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from adopt.estimate.evidence import Terms, term_evidence
from adopt.estimate.fit import basis_of, fit_from, tables_of
from adopt.estimate.goods import with_goods
from adopt.estimate.rows import aggregate
from adopt.estimate.value import ad_group_margins
from adopt.lab.engine_account import LAST_DAY, account_sources, write_account
from adopt.settings import load_settings

SETTINGS = load_settings()
MARGINS = ad_group_margins(None, {})


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    path: Path = tmp_path_factory.mktemp("fit") / "rows.parquet"
    write_account(path, 2_000, 3)
    return account_sources(path).rows


def _evidence(rows: pl.DataFrame, **kept: object) -> Terms:
    cells = aggregate(rows, LAST_DAY, 7).with_columns(join=pl.lit("none"), join_reason=pl.lit("no_bulk"))
    return term_evidence(with_goods(cells, None), MARGINS, 60, SETTINGS, **kept)  # type: ignore[arg-type]  # a fit or None


def test_on_the_same_rows_a_kept_fit_gives_the_same_evidence_to_the_last_bit(rows: pl.DataFrame) -> None:
    fitted = _evidence(rows)
    assert fitted.fit is not None
    again = _evidence(rows, kept=fit_from(tables_of(fitted.fit)))
    assert again.evidence.equals(fitted.evidence)
    assert again.prior.strength == fitted.prior.strength
    assert again.fit is not None
    assert again.fit.digest == fitted.fit.digest


def test_a_term_is_foretold_by_the_line_that_did_not_see_it_on_later_days_too(rows: pl.DataFrame) -> None:
    before = rows.filter(pl.col("first_day") < date(2026, 11, 15))
    fit = _evidence(before).fit
    assert fit is not None
    assert fit.prior.text is not None
    term = before["search_term"][0]
    changed = before.with_columns(
        orders=pl.when(pl.col("search_term") == term).then("clicks").otherwise("orders")
    )
    other = _evidence(changed).fit
    assert other is not None
    assert other.prior.text is not None
    place = pl.DataFrame(
        {"search_term": [term], "campaign": ["new"], "targeting": ["pan"], "match_type": ["broad"]}
    )
    # What the term itself sold isn't in the line that foretells it.
    assert fit.prior.text.foretold(place).rates == pytest.approx(
        other.prior.text.foretold(place).rates, abs=1e-12
    )


def test_terms_that_the_fit_did_not_see_are_foretold_by_their_words(rows: pl.DataFrame) -> None:
    before = rows.filter(pl.col("first_day") < date(2026, 11, 1))
    kept, anew = _evidence(rows, kept=_evidence(before).fit), _evidence(rows)
    new = ~kept.evidence["search_term"].is_in(before["search_term"].unique().implode())
    assert new.sum() > 50
    # The terms stand in the same order; what differs is three weeks of learning.
    both = [one.evidence.filter(new)["prior_cvr"].to_numpy() for one in (kept, anew)]
    assert np.corrcoef(np.log(both[0]), np.log(both[1]))[0, 1] > 0.7
    for name in ("clicks", "orders", "effective_clicks", "orders_elsewhere"):
        assert kept.evidence[name].equals(anew.evidence[name])


def test_an_account_with_too_few_orders_keeps_no_fit_and_uses_none(rows: pl.DataFrame) -> None:
    few = rows.head(40).with_columns(orders=pl.lit(0, pl.Int64))
    assert _evidence(few).fit is None
    kept = _evidence(rows).fit
    assert _evidence(few, kept=kept).evidence.equals(_evidence(few).evidence)
    assert _evidence(few, kept=kept).fit is None


def test_the_basis_changes_with_what_the_fit_depends_on_and_with_nothing_else() -> None:
    same = basis_of(SETTINGS, "acme-US-USD")
    assert same == basis_of(load_settings(None, target_acos=0.5, negate={"promise": 0.05}), "acme-US-USD")
    assert same != basis_of(SETTINGS, "acme-CA-CAD")
    assert same != basis_of(load_settings(None, estimate={"text_c": 0.3}), "acme-US-USD")
    assert same != basis_of(load_settings(None, protect={"brands": ["acme"]}), "acme-US-USD")
