"""Pure: what each term and target is worth, and how sure we are."""

from adopt.estimate.evidence import TARGET, UNIT, Terms, target_evidence, term_evidence
from adopt.estimate.rows import aggregate, fill_days, sum_by, without
from adopt.estimate.targets import target_entities
from adopt.estimate.text import folded, is_asin, protecting_words
from adopt.estimate.value import ad_group_margins

__all__ = [
    "TARGET",
    "UNIT",
    "Terms",
    "ad_group_margins",
    "aggregate",
    "fill_days",
    "folded",
    "is_asin",
    "protecting_words",
    "sum_by",
    "target_entities",
    "target_evidence",
    "term_evidence",
    "without",
]
