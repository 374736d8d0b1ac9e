"""What is said of the account health rating."""

from __future__ import annotations

from adopt.say.checks.words import Words
from adopt.say.translate import later

_NOTHING = later("Nothing to do.")
_LOOK = later("Open Account Health in Seller Central, see what Amazon lists under it, and answer that today.")

RATING = {
    "ahr_assured": Words(
        later(
            "The rating is {value}: healthy, {left} above the limit of {target}, and enough for Account Health Assurance ({assured}). "
            "Amazon says {amazon}{was}."
        ),
        _NOTHING,
    ),
    "ahr_healthy": Words(
        later(
            "The rating is {value}: healthy, {left} above the limit of {target}. Account Health Assurance asks for {assured}. Amazon "
            "says {amazon}{was}."
        ),
        _NOTHING,
    ),
    "ahr_at_risk": Words(
        later(
            "The rating is {value}: at risk, {left} under the limit of {target}. Amazon says {amazon}{was}. About {orders} without a "
            "new violation would bring it back."
        ),
        later(
            "Answer the open violations in Account Health, those of high impact first: each one cleared gives its points back."
        ),
    ),
    "ahr_critical": Words(
        later(
            "The rating is {value}: Amazon may deactivate the account, {left} under the limit of {target}. Amazon says "
            "{amazon}{was}. About {orders} without a new violation would bring it back."
        ),
        later("Answer every open violation in Account Health today, and prepare an appeal: adopt appeal."),
    ),
    "ahr_bad": Words(
        later(
            "Amazon says {amazon}{was}, though the rating of {value} is {left} above the limit of {target}."
        ),
        _LOOK,
    ),
    "ahr_word_fine": Words(later("Amazon says {amazon}, without a score."), _NOTHING),
    "ahr_word_bad": Words(
        later("Amazon says {amazon}, without a score."),
        later(
            "Answer the open violations in Account Health, those of high impact first: each one cleared gives its points back."
        ),
    ),
}
