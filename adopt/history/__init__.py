"""The seller's own store: every day as it was last reported, and as it was reported before."""

from adopt.history.account import Account, account_named, account_of
from adopt.history.coverage import Coverage
from adopt.history.freshness import Freshness, freshness
from adopt.history.ingest import Stored
from adopt.history.keep import Kept, keep
from adopt.history.store import History
from adopt.history.supplement import supplemented
from adopt.history.widen import Widened, widened

__all__ = [
    "Account",
    "Coverage",
    "Freshness",
    "History",
    "Kept",
    "Stored",
    "Widened",
    "account_named",
    "account_of",
    "freshness",
    "keep",
    "supplemented",
    "widened",
]
