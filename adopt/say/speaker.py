"""One language and one currency: what sentences are made with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from adopt.say.money import finer_money, money_format, share
from adopt.say.translate import translator

if TYPE_CHECKING:  # frames are slow to import, and a sentence without rows needs none
    from adopt.schema import RuleWords


class Speaker:
    """Says messages, money and counts.

    Args:
        language: ``en`` or ``zh``.
        currency: ISO 4217 code of every amount.
        rules: words of rules from outside, for actions that are theirs.
    """

    def __init__(self, language: str, currency: str, rules: Iterable[RuleWords] = ()) -> None:
        self.rules = {rule.code: rule for rule in rules}
        self.language = language
        self.currency = currency
        self.say = translator(language)
        self.money = money_format(currency, language)

    def finer(self, amount: float, decimals: int) -> str:
        """An amount with so many decimals, but never fewer than its currency has."""
        return finer_money(amount, self.currency, self.say.language, decimals)

    def share(self, value: float) -> str:
        """A fraction as a percentage."""
        return share(value)

    def clicks(self, n: int) -> str:
        """``1 click``, ``32 clicks``."""
        return self.say.plural("{n} click", "{n} clicks", n)

    def orders(self, n: int) -> str:
        """``no order``, ``1 order``, ``3 orders``."""
        return self.say.plural("{n} order", "{n} orders", n) if n else self.say("no order")
