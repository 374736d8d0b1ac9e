"""An appeal, drafted from the seller's own facts and from nothing else."""

from adopt.appeal.draft import draft
from adopt.appeal.facts import Facts, facts_template, read_facts
from adopt.appeal.gaps import Gap, gaps

__all__ = ["Facts", "Gap", "draft", "facts_template", "gaps", "read_facts"]
