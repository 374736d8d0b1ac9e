"""The seller's own store: every day as it was last reported, and as it was reported before."""

from adopt.history.account import Account, account_of
from adopt.history.coverage import Coverage
from adopt.history.ingest import Stored
from adopt.history.store import History

__all__ = ["Account", "Coverage", "History", "Stored", "account_of"]
