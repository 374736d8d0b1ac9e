"""The seller's own store: every day as it was last reported, and as it was reported before."""

from adopt.history.account import Account, account_named, account_of
from adopt.history.coverage import Coverage
from adopt.history.fits import KeptFit, UnreadableFitError, fresh_fit, keep_fit
from adopt.history.freshness import Freshness, freshness
from adopt.history.ingest import Stored
from adopt.history.keep import Kept, keep
from adopt.history.recall_fit import RecalledFit, recalled_fit
from adopt.history.store import History
from adopt.history.supplement import supplemented
from adopt.history.widen import Widened, widened

__all__ = [
    "Account",
    "Coverage",
    "Freshness",
    "History",
    "Kept",
    "KeptFit",
    "RecalledFit",
    "Stored",
    "UnreadableFitError",
    "Widened",
    "account_named",
    "account_of",
    "fresh_fit",
    "freshness",
    "keep",
    "keep_fit",
    "recalled_fit",
    "supplemented",
    "widened",
]
