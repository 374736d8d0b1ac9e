"""Every choice a seller can make, typed, with dated and sourced defaults in ``defaults.toml``."""

from adopt.settings.aim import Aim
from adopt.settings.hygiene import Hygiene
from adopt.settings.launch import Launch, NewProduct
from adopt.settings.load import commented_defaults, load_settings
from adopt.settings.model import Settings
from adopt.settings.money import USUAL_SHADE, Bid, Budget, Hours, Placement, Tacos
from adopt.settings.run import Estimate, FromHistory, Limits
from adopt.settings.terms import Harvest, Negate, Protect
from adopt.settings.thresholds import OWN, limit_of

__all__ = [
    "OWN",
    "USUAL_SHADE",
    "Aim",
    "Bid",
    "Budget",
    "Estimate",
    "FromHistory",
    "Harvest",
    "Hours",
    "Hygiene",
    "Launch",
    "Limits",
    "Negate",
    "NewProduct",
    "Placement",
    "Protect",
    "Settings",
    "Tacos",
    "commented_defaults",
    "limit_of",
    "load_settings",
]
