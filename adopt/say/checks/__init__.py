"""What findings say: why, and what to do; a file of sentences for each module of checks."""

from adopt.say.checks.account import ACCOUNT
from adopt.say.checks.ads import ADS
from adopt.say.checks.channels import CHANNELS
from adopt.say.checks.clock import CLOCK
from adopt.say.checks.files import FILES
from adopt.say.checks.general import GENERAL
from adopt.say.checks.hygiene import HYGIENE
from adopt.say.checks.inventory import INVENTORY
from adopt.say.checks.listing import LISTING
from adopt.say.checks.notices import NOTICES
from adopt.say.checks.orders import ORDERS
from adopt.say.checks.prices import PRICES
from adopt.say.checks.service import SERVICE
from adopt.say.checks.words import Words

WORDS: dict[str, Words] = {
    **ACCOUNT,
    **ADS,
    **CHANNELS,
    **CLOCK,
    **FILES,
    **GENERAL,
    **HYGIENE,
    **INVENTORY,
    **LISTING,
    **NOTICES,
    **ORDERS,
    **PRICES,
    **SERVICE,
}

__all__ = ["WORDS", "Words"]
