"""Settings of products that are launched."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, field_validator

from adopt.settings.part import Count, Days, Part, Positive, Share, UnfitError, as_asin
from adopt.words import markets

KeywordText = Annotated[str, Field(min_length=1, max_length=80)]


class NewProduct(Part):
    """A new product, named by its SKU; what isn't given is taken from a listings report, ``[margins]`` or nowhere.

    Attributes:
        marketplace: the only one in which it is launched; empty: wherever no ad sells it.
        start: the day from which it may be launched without asking; None asks.
        keywords: exact keywords to begin with.
        like: SKU of a product that sells to the same shoppers: its best search terms are begun with as well.
        asin: of the product.
        price: in the account's currency.
        margin: contribution margin before ads, a share of the price.
    """

    marketplace: str = ""
    start: date | None = None
    keywords: Annotated[tuple[KeywordText, ...], Field(max_length=200)] = ()
    like: Annotated[str, Field(max_length=40)] = ""
    asin: str = ""
    price: Positive | None = None
    margin: Share | None = None

    @field_validator("marketplace")
    @classmethod
    def _known(cls, code: str) -> str:
        if code and code not in markets():
            raise UnfitError("expected one of {expected}", expected=", ".join(markets()))
        return code

    @field_validator("asin")
    @classmethod
    def _one_or_none(cls, asin: str) -> str:
        return asin and as_asin(asin)


class Launch(Part):
    """New products: patience with them, and the campaigns that they begin with."""

    patience_days: Days
    consent: Literal["ask", "safe"]
    budget: Annotated[float, Field(ge=0)]
    auto_share: Share
    name: Annotated[str, Field(max_length=50)]
    like_keywords: Count
    new_days: Days
    ask_above: Positive
    products: dict[Annotated[str, Field(min_length=1, max_length=40)], NewProduct]

    def products_in(self, marketplace: str | None) -> dict[str, NewProduct]:
        """Those that are named for a marketplace, or for any; where it isn't known, these alone."""
        here = {"", marketplace or ""}
        return {sku: product for sku, product in self.products.items() if product.marketplace in here}

    def without_amounts(self) -> Launch:
        """The same with the marketplace's own budget; a product that isn't named for a marketplace has no price of its own."""
        products = {
            sku: one if one.marketplace else one.model_copy(update={"price": None})
            for sku, one in self.products.items()
        }
        return self.model_copy(update={"budget": 0.0, "products": products})

    @field_validator("name")
    @classmethod
    def _tells_campaigns_apart(cls, name: str) -> str:
        fields = re.findall(r"\{(.*?)\}", name)
        if not {"sku", "kind"} <= set(fields) <= {"sku", "asin", "kind", "start"} or re.search(
            r"[{}]", re.sub(r"\{\w+\}", "", name)
        ):
            raise UnfitError(
                "must have {needed}, may have {allowed}, and no other braces",
                needed="{sku}, {kind}",
                allowed="{asin}, {start}",
            )
        return name

    @field_validator("products")
    @classmethod
    def _unlike_itself(cls, products: dict[str, NewProduct]) -> dict[str, NewProduct]:
        if alike := sorted(sku for sku, product in products.items() if product.like == sku):
            raise UnfitError("like must name another product than itself: {skus}", skus=", ".join(alike))
        return products

    @field_validator("products")
    @classmethod
    def _no_formulas(cls, products: dict[str, NewProduct]) -> dict[str, NewProduct]:
        if formulas := sorted(sku for sku in products if sku.startswith("=")):
            raise UnfitError(
                "spreadsheets take a SKU that begins with = for a formula: {skus}", skus=", ".join(formulas)
            )
        return products
