"""What the page of a product shows, the seller's own or another's."""

from __future__ import annotations

import dataframely as dy

from adopt.schema.promise import Promise


class ProductPage(Promise):
    """A product as the reports beside the ads tell of it; ``price`` in the marketplace's currency."""

    asin = dy.String(unique=True)  # upper case, as Amazon writes it
    title = dy.String(nullable=True)
    brand = dy.String(nullable=True)
    price = dy.Float64(nullable=True)
