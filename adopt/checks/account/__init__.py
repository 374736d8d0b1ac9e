"""Account health: the rates by which Amazon judges the account, and how far each is from its limit."""

from __future__ import annotations

from adopt.checks.account.defects import order_defects

ACCOUNT = {"A101": order_defects}
