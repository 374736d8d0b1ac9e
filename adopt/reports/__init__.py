"""Bytes -> typed rows: what a file is, what it holds, and which entities of the account its rows belong to."""

from adopt.reports.folder import Folder, read_folder
from adopt.reports.identify import identify
from adopt.reports.join import join_ids, join_summary
from adopt.reports.refusal import REASONS, Refusal

__all__ = ["REASONS", "Folder", "Refusal", "identify", "join_ids", "join_summary", "read_folder"]
