"""Every rule of Amazon's on a sheet: the one rule set, for adopt's own uploads and for anybody's."""

from __future__ import annotations

import polars as pl

from adopt.bulksheet.ads import ad_faults
from adopt.bulksheet.budget import budget_faults
from adopt.bulksheet.cells import cell_faults
from adopt.bulksheet.days import day_faults
from adopt.bulksheet.expressions import expression_faults
from adopt.bulksheet.fault import NONE
from adopt.bulksheet.ids import id_faults
from adopt.bulksheet.keywords import keyword_faults, match_type_faults, state_faults
from adopt.bulksheet.kinds import kind_faults
from adopt.bulksheet.known import known_faults
from adopt.bulksheet.losses import loss_faults
from adopt.bulksheet.money import money_faults
from adopt.bulksheet.names import name_faults
from adopt.bulksheet.orphans import orphan_faults
from adopt.bulksheet.parents import parent_faults
from adopt.bulksheet.room import room_faults
from adopt.bulksheet.sheet import ROW, Against, Sheet, raw, sheet_columns
from adopt.bulksheet.standing import fixed_faults, standing_faults
from adopt.bulksheet.twice import duplicate_faults
from adopt.bulksheet.words import in_amazons_words, word_faults
from adopt.words.rules import sheet_rules

_EDGES = r"^\s+|\s+$"


def check(sheet: Sheet, against: Against) -> pl.DataFrame:
    """Every broken rule of a sheet, with the columns of `adopt.bulksheet.fault.FAULTS`, in the order of rows, columns and rules.

    Args:
        sheet: its rows.
        against: the limits, the day, the download.
    """
    rows = in_amazons_words(_with_raw(sheet.rows))
    kept = rows.filter(pl.col("operation").ne_missing("Archive"))
    found = [
        *cell_faults(sheet, rows, against),
        *word_faults(rows, own=against.own),
        *id_faults(rows),
        *duplicate_faults(rows),
        *state_faults(kept),
        *match_type_faults(kept),
        *parent_faults(kept, against),
        *name_faults(kept, against),
        *day_faults(kept, against),
        *money_faults(kept, against),
        *budget_faults(kept, against),
        *keyword_faults(kept),
        *expression_faults(kept, own=against.own),
        *ad_faults(kept, against),
        *kind_faults(kept, against),
        *loss_faults(rows, against),
        *room_faults(kept, against),
        *known_faults(rows, against),
        *standing_faults(kept, against),
        *fixed_faults(kept, against),
    ]
    faults = pl.concat([NONE, *found]).unique(maintain_order=True)
    faults = pl.concat([faults, orphan_faults(kept, faults)])
    names = {name: sheet.header(name) for name in sheet_columns()}
    return faults.with_columns(pl.col("column").replace(names)).sort(
        "row", "column", "rule", "value", "detail"
    )


def binding(faults: pl.DataFrame) -> pl.DataFrame:
    """The faults that adopt's own sheets may not have: errors, and what else they never break."""
    rules = [code for code, rule in sheet_rules().items() if rule.level == "error" or rule.own]
    return faults.filter(pl.col("rule").is_in(rules))


def _with_raw(written: pl.DataFrame) -> pl.DataFrame:
    """Cells without spaces around them, blank ones null, and beside each what was written."""
    columns = sheet_columns()
    blank = [pl.lit(None, dtype=pl.String).alias(name) for name in columns if name not in written.columns]
    whole = written.with_columns(blank).with_columns(pl.col(name).alias(raw(name)) for name in columns)
    # A seller's own SKU is whatever the seller made of it.
    bare = {
        name: pl.col(name).str.replace_all(_EDGES, "") if name != "sku" else pl.col(name) for name in columns
    }
    stripped = [pl.when(cell != "").then(cell).alias(name) for name, cell in bare.items()]
    return whole.select(ROW, *stripped, *(raw(name) for name in columns))
