"""What a seller offers, advertised or not."""

from __future__ import annotations

import dataframely as dy

from adopt.schema.promise import Promise


class Listing(Promise):
    """A SKU as a listings report has it; ``price`` in the marketplace's currency."""

    sku = dy.String(unique=True)
    asin = dy.String(nullable=True)
    price = dy.Float64(nullable=True)
    opened = dy.Date(nullable=True)
    active = dy.Bool()
