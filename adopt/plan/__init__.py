"""All decisions become one plan."""

from adopt.plan.plan import Facts, Input, Plan

__all__ = ["Facts", "Input", "Plan"]
