"""Real companion files, where a copy of them lies beside the repository: kinds, row counts, sums that agree."""

from __future__ import annotations

from pathlib import Path

import pytest

from adopt.reports import identify
from adopt.schema import Reading

REPORTS = Path(__file__).resolve().parents[2] / "../shared/reports"
pytestmark = [
    pytest.mark.skipif(not REPORTS.is_dir(), reason="no real reports beside the repository"),
    pytest.mark.filterwarnings("ignore:Workbook contains no default style"),
]

ROWS = {
    "GET_FLAT_FILE_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL_real.txt": ("all_orders", 7),
    "GET_MERCHANTS_LISTINGS_FYP_REPORT_real.txt": ("listings_suppressed_fyp", 2),
    "GET_MERCHANT_LISTINGS_ALL_DATA_real.txt": ("listings_all", 6),
    "GET_RESTOCK_INVENTORY_RECOMMENDATIONS_REPORT_real.txt": ("restock_recommendations", 2),
    "SalesDashboard-1-25-26.csv": ("sales_dashboard", 86),
    "US_Search_Query_Performance_ASIN_View_Simple_Week_2026_02_07.csv": ("search_query_performance", 1),
    "US_Search_Query_Performance_Brand_View_Amazons_Choice_Badge_Data_Month_2025_11_30.csv": (
        "search_query_badge",
        3,
    ),
    "US_Search_Query_Performance_Brand_View_Comprehensive_Month_2025_11_30.csv": (
        "search_query_performance",
        111,
    ),
    "US_Search_Query_Performance_Brand_View_Simple_Week_2026_02_07.csv": ("search_query_performance", 2),
    "US_Top_search_terms_Simple_Month_2025_11_30.csv": ("top_search_terms", 103),
    "US_Top_search_terms_Simple_Month_2025_12_31.csv": ("top_search_terms", 130),
    "ads_console_unified_advertised_product_2026_real.csv": ("unified_advertised_product", 2),
    "business_report_child_asin_real.csv": ("business_report_child_item", 1),
    "fba_customer_returns_real_row.txt": ("fba_returns", 1),
    "fba_inventory_real.csv": ("fba_inventory_planning", 2),
    "helium10_keyword_tracker_layout.csv": ("h10_keyword_tracker", 3),
    "ledger_detail_layout.txt": ("ledger_detail", 1),
    "ledger_summary_layout.txt": ("ledger_summary", 1),
    "restock_GB_layout.csv": ("restock_recommendations", 2),
    "storage_fee_charges_real_header.csv": ("storage_fee_monthly", 2),
    "unshipped_orders_IN_real_layout.txt": ("unshipped_orders", 2),
    "GET_V2_SELLER_PERFORMANCE_REPORT_schema_example.json": ("account_performance", 21),
    "marketplaceAsinPageViewMetrics.example.json": ("asin_page_views", 14),
    "orders_api_v0_real.json": ("orders_api", 2),
    "promotionReport.example.json": ("promotion_performance", 1),
    "search_query_performance_api_layout.json": ("search_query_performance_api", 1),
    "sellerCouponReport.example.json": ("coupon_performance", 1),
    "sellerSalesAndTrafficReport.example.json": ("sales_and_traffic", 7),
    "seller_performance_DE_2026-10-04_real_excerpt.json": ("account_performance", 9),
    "sellingPartnerMarketBasketAnalysisReport.example.json": ("market_basket_api", 6),
    "sellingPartnerRepeatPurchaseReport.example.json": ("repeat_purchase_api", 3),
    "sellingPartnerSearchCatalogPerformanceReport.example.json": ("search_catalog_performance_api", 2),
    "sellingPartnerSearchQueryPerformanceReport.example.json": ("search_query_performance_api", 2),
    "sellingPartnerSearchTermsReport.example.json": ("top_search_terms_api", 12),
}
ADS = {
    "Sponsored Products Advertised product report.xlsx": ("ads_advertised_product", 265),
    "Sponsored Products Campaign report.csv": ("ads_campaign", 182),
    "Sponsored Products Placement report (1).xlsx": ("ads_placement", 545),
    "Sponsored Products Targeting report (1).xlsx": ("ads_targeting", 1683),
}


def read(path: Path) -> Reading:
    result = identify(path)
    assert isinstance(result, Reading), result
    return result


@pytest.mark.parametrize("path", sorted((REPORTS / "companion").rglob("*.*")), ids=lambda path: path.stem)
def test_every_row_is_read(path: Path) -> None:
    result = read(path)
    assert (result.kind, result.read) == ROWS[path.name]
    assert result.rejected.is_empty()


@pytest.mark.parametrize("name", ADS)
def test_four_ads_reports_of_one_month_agree(name: str) -> None:
    result, over_time = (
        read(REPORTS / "ads_other" / file)
        for file in (name, "Sponsored Products Performance Over Time report (2).xlsx")
    )
    assert (result.kind, result.read) == ADS[name]
    assert (result.currency, result.window_days, result.rejected.height) == ("INR", 14, 0)
    assert (over_time.kind, over_time.read) == ("ads_over_time", 29)
    assert result.totals.clicks == over_time.totals.clicks
    assert float(result.totals.spend) == pytest.approx(float(over_time.totals.spend), abs=0.01)
