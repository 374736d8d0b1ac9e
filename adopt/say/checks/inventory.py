"""What inventory says."""

from __future__ import annotations

from adopt.say.checks.inventory_cover import COVER
from adopt.say.checks.inventory_fees import FEES
from adopt.say.checks.inventory_forecast import FORECAST
from adopt.say.checks.inventory_limits import LIMITS
from adopt.say.checks.inventory_out import OUT
from adopt.say.checks.inventory_stranded import STRANDED

INVENTORY = {**COVER, **OUT, **FEES, **LIMITS, **STRANDED, **FORECAST}
