"""Decisions on products: launches of new ones, and budgets of those just launched."""

from __future__ import annotations

from collections.abc import Sequence

import dataframely as dy
import polars as pl

from adopt.decide import ground, launch_budgets, launches
from adopt.decided.run import Run
from adopt.plan.past import agreed_budgets
from adopt.schema import Action, NewEntity, TargetEvidence, TermEvidence


def of_products(
    terms: dy.DataFrame[TermEvidence],
    targets: dy.DataFrame[TargetEvidence],
    of_targets: Sequence[dy.DataFrame[Action]],
    run: Run,
) -> tuple[list[dy.DataFrame[Action]], dy.DataFrame[NewEntity]]:
    """Launches and budgets, and the campaigns that a launch creates: only a download tells what is advertised.

    Args:
        terms, targets: the evidence.
        of_targets: today's decisions on targets and campaigns, whose budgets go first.
        run: of the day.
    """
    if run.bulk is None:
        return [], NewEntity.validate(NewEntity.create_empty())
    of_run = (run.settings, run.as_of, run.market, run.digits, run.sources.currency)
    at = ground(terms, targets, run.bulk, *of_run, agreed_budgets(run.past))
    raised = Action.cast(pl.concat(of_targets).filter(pl.col("code") == "T402"))
    launched, created = launches(at, run.sources.listings)
    return [launched, launch_budgets(at, raised)], created
