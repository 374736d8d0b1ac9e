"""What Amazon's metrics of account health are called."""

from __future__ import annotations

from adopt.say.translate import Translate, later

NAMES = {
    "odr": later("order defect rate"),
    "lsr": later("late shipment rate"),
    "cancel": later("cancellation rate"),
    "vtr": later("valid tracking rate"),
    "otd": later("on-time delivery rate"),
    "unit_otd": later("on-time delivery rate of units"),
    "invoice": later("invoice defect rate"),
    "accountHealthRating": later("account health rating"),
    "accountStatus": later("account status"),
    "listingPolicyViolations": later("listing policy violations"),
    "productAuthenticityCustomerComplaints": later("customer complaints about authenticity"),
    "productConditionCustomerComplaints": later("customer complaints about condition"),
    "productSafetyCustomerComplaints": later("customer complaints about safety"),
    "receivedIntellectualPropertyComplaints": later("intellectual property complaints received"),
    "suspectedIntellectualPropertyViolations": later("suspected intellectual property violations"),
    "restrictedProductPolicyViolations": later("restricted product violations"),
    "foodAndProductSafetyIssues": later("food and product safety issues"),
    "otherPolicyViolations": later("other policy violations"),
    "documentRequests": later("requests for documents"),
    "documentRequest": later("requests for documents"),
    "customerProductReviewsPolicyViolations": later("product review violations"),
    "policyViolationWarnings": later("warnings of policy violations"),
}


def metric_name(name: str, say: Translate) -> str:
    """What a metric is called; one that we don't know, by Amazon's own name."""
    return say(NAMES[name]) if name in NAMES else name
