"""The promises between the rooms: one typed frame per idea.

Rules here hold only what makes work impossible. What real files contain (more orders than clicks, an ASIN
as a search term) is kept and noted, never refused.
"""

from adopt.schema.account import Bulk, bulk_frames
from adopt.schema.account_day import AccountDay
from adopt.schema.action import Action, Consent
from adopt.schema.breach import Breach, Limit
from adopt.schema.compared import Compared, Fate, Found, Kind, Stands, Undo
from adopt.schema.course import Acceptance, Accepted, Course, Result, Status, Undoing
from adopt.schema.entities import Ad, AdGroup, Campaign, Negative, Placement, Target, UploadRow
from adopt.schema.evidence import TargetEvidence, TermEvidence
from adopt.schema.finding import Finding, FindingStatus
from adopt.schema.fit import FitTables
from adopt.schema.listing import Listing
from adopt.schema.mail import Mail, NoticeMail
from adopt.schema.new_entity import NewEntity
from adopt.schema.outcome import Applied, Came, Outcome, Reliability
from adopt.schema.past import Became, PastChange
from adopt.schema.product_page import ProductPage
from adopt.schema.reading import Reading, Rejected, Totals, rejected_frame
from adopt.schema.rule import RuleWords, Text
from adopt.schema.sales import DailySales
from adopt.schema.search_term import MATCH_TYPES, MICROS, SearchTermRow
from adopt.schema.stock import LEDGER, PLANNING, RESTOCK, STOCK, Stock

__all__ = [
    "LEDGER",
    "MATCH_TYPES",
    "MICROS",
    "PLANNING",
    "RESTOCK",
    "STOCK",
    "Acceptance",
    "Accepted",
    "AccountDay",
    "Action",
    "Ad",
    "AdGroup",
    "Applied",
    "Became",
    "Breach",
    "Bulk",
    "Came",
    "Campaign",
    "Compared",
    "Consent",
    "Course",
    "DailySales",
    "Fate",
    "Finding",
    "FindingStatus",
    "FitTables",
    "Found",
    "Kind",
    "Limit",
    "Listing",
    "Mail",
    "Negative",
    "NewEntity",
    "NoticeMail",
    "Outcome",
    "PastChange",
    "Placement",
    "ProductPage",
    "Reading",
    "Rejected",
    "Reliability",
    "Result",
    "RuleWords",
    "SearchTermRow",
    "Stands",
    "Status",
    "Stock",
    "Target",
    "TargetEvidence",
    "TermEvidence",
    "Text",
    "Totals",
    "Undo",
    "Undoing",
    "UploadRow",
    "bulk_frames",
    "rejected_frame",
]
