"""Every choice a seller can make, typed, with dated and sourced defaults in ``defaults.toml``."""

from adopt.settings.load import commented_defaults, load_settings
from adopt.settings.model import Bid, Estimate, FromHistory, Harvest, Launch, Negate, Protect, Settings

__all__ = [
    "Bid",
    "Estimate",
    "FromHistory",
    "Harvest",
    "Launch",
    "Negate",
    "Protect",
    "Settings",
    "commented_defaults",
    "load_settings",
]
