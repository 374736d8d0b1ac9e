"""Proof on a seller's own data: what decisions of past days would have brought, and whether figures came true."""

from adopt.backtest.data import data
from adopt.backtest.known import Known, known_in_folder, known_in_history
from adopt.backtest.page import page
from adopt.backtest.proof import Backtest, backtest
from adopt.backtest.sections import sections

__all__ = ["Backtest", "Known", "backtest", "data", "known_in_folder", "known_in_history", "page", "sections"]
