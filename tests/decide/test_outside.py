"""Rules from outside: their contract, what they may write, and that no protection gives way to them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from adopt.decide.outside import Rule, View, outside_actions
from adopt.errors import SettingsError
from adopt.schema import RuleWords, Text
from adopt.schema.rule import FIELDS, OURS
from tests.decide.outside import WORDS, halved, negating, planned, rows_of, seen, trusting
from tests.properties.accounts import account, download


def _own(rule: Rule, *trusted: str) -> pl.DataFrame:
    (own,) = outside_actions([rule], seen()._replace(settings=trusting(*trusted)))
    return own


def _fails(rule: Rule, *words: str) -> None:
    with pytest.raises(SettingsError) as failed:
        _own(rule)
    for word in words:
        assert word in str(failed.value)


@pytest.mark.parametrize("code", ["X101", "X999", "A000", "Z100", "P201"])
def test_a_code_is_a_letter_of_nobody_s_and_three_digits(code: str) -> None:
    assert halved(code=code).code == code


@pytest.mark.parametrize(
    "code", ["", "X10", "X1010", "x101", "XX01", "X101 ", *(f"{one}101" for one in OURS)]
)
def test_adopt_s_codes_and_odd_ones_are_refused(code: str) -> None:
    with pytest.raises(SettingsError, match="expected a letter and three digits"):
        halved(code=code)


@pytest.mark.parametrize("name", ["name", "about", "risk", "undo"])
@pytest.mark.parametrize("text", [Text("words", ""), Text(" ", "字"), "words", ("a", "b")])
def test_each_text_is_there_in_both_languages(name: str, text: Any) -> None:
    with pytest.raises(SettingsError, match=f"{name} has no text in each language"):
        halved(**{name: text})


def test_a_reason_names_known_numbers_only() -> None:
    every = " ".join(f"{{{field}}}" for field in FIELDS)
    assert halved(reasons={"quiet": Text(every, every)}).reasons
    for sentence in ("{profit}", "{}", "{clicks", "{clicks.real}"):
        with pytest.raises(SettingsError, match=r"reasons\['quiet'\] names"):
            halved(reasons={"quiet": Text("words", sentence)})


@pytest.mark.parametrize("field", ["{spend:.2f}", "{clicks:,}", "{clicks!r}", "{spend:{clicks}}"])
def test_a_reason_leaves_the_form_of_its_numbers_to_adopt(field: str) -> None:
    for text in (Text(f"of {field}", "字"), Text("words", field)):
        with pytest.raises(SettingsError, match=r"reasons\['quiet'\] formats {\w+} itself"):
            halved(reasons={"quiet": text})


def test_words_survive_being_written_down() -> None:
    rule = halved()
    assert RuleWords.of(rule.plain()).plain() == rule.plain()


def test_a_rule_sees_the_evidence_of_the_plan() -> None:
    plan, view = planned(), seen()
    assert view.terms.equals(plan.terms)
    assert view.targets.equals(plan.targets)
    assert (view.as_of, view.days, view.currency) == (plan.as_of, plan.facts.days, "USD")


def test_its_rows_ask_even_where_they_say_safe() -> None:
    assert set(_own(halved())["consent"]) == {"ask"}
    assert set(_own(halved(consent=pl.lit("safe")))["consent"]) == {"ask"}
    assert set(_own(halved(consent=pl.lit("watch")))["consent"]) == {"watch"}


def test_a_trusted_rule_writes_what_an_upload_file_can_carry() -> None:
    assert set(_own(halved(consent=pl.lit("safe")), "X101")["consent"]) == {"safe"}
    assert set(_own(halved(), "X101")["consent"]) == {"ask"}  # trust lets it write; it needn't
    nowhere = {"to_bid": pl.lit(None, pl.Float64)}, {"target_id": pl.lit(None, pl.String)}
    for more in (*nowhere, {"entity": pl.lit("Campaign")}, {"to_bid": pl.lit(0.0)}):
        assert set(_own(halved(consent=pl.lit("safe"), **more), "X101")["consent"]) == {"ask"}


def test_bids_and_break_even_come_from_the_evidence() -> None:
    own = _own(halved()).join(seen().targets, on=["target_id"], suffix="_seen")
    assert own.height
    assert own["from_bid"].to_list() == own["bid"].to_list()
    assert own["break_even_acos"].to_list() == own["margin"].to_list()
    assert own["key"].str.starts_with("X101|").all()


@pytest.mark.parametrize(
    ("returned", "said"),
    [
        (None, "NoneType"),
        ([], "list"),
        (pl.LazyFrame(), "LazyFrame"),
        (pl.DataFrame(), "entity, reason, money_per_week, probability"),
        (pl.DataFrame({"entity": ["Keyword"]}), "rows without reason, campaign_id, "),
    ],
)
def test_what_is_no_list_of_actions_is_named(returned: Any, said: str) -> None:
    rule = Rule(**WORDS, decide=lambda _: returned)
    _fails(rule, "X101 (Lower a quiet target)", said, "rows of view.terms or view.targets")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"probability": pl.lit(1.01)}, "probability is 1.01"),
        ({"probability": pl.lit(-0.01)}, "probability is -0.01"),
        ({"probability": pl.lit(float("nan"))}, "probability is nan"),
        ({"probability": pl.lit(None, pl.Float64)}, "expected not null"),
        ({"probability": pl.lit("sure")}, "column probability is String; expected Float64"),
        ({"money_per_week": pl.lit(float("inf"))}, "expected a finite number"),
        ({"money_per_week": pl.lit(float("nan"))}, "expected a finite number"),
        ({"money_per_week": pl.lit(1)}, "column money_per_week is Int32; expected Float64"),
        ({"campaign": pl.lit(1)}, "column campaign is Int32; expected String"),
        ({"to_text": pl.lit(1.0)}, "column to_text is Float64; expected String"),
        ({"to_bid": pl.lit(float("inf"))}, "to_bid is inf"),
        ({"clicks": pl.lit(-1, pl.Int64)}, "expected >= 0"),
        ({"consent": pl.lit("maybe")}, "expected safe | ask | watch"),
        ({"reason": pl.lit("whim")}, "expected quiet"),
        ({"reason": pl.lit(None, pl.String)}, "expected quiet"),
        ({"target_id": pl.lit("1")}, "expected one row for each entity"),
    ],
)
def test_a_value_that_no_action_can_have_is_named(wrong: dict[str, pl.Expr], said: str) -> None:
    if "target_id" in wrong:
        wrong |= {"campaign_id": pl.lit("1"), "ad_group_id": pl.lit("1")}
    _fails(halved(**wrong), "X101", said)


def test_a_rule_speaks_for_itself_alone() -> None:
    _fails(
        Rule(**WORDS, decide=lambda view: rows_of(view, code=pl.lit("N101"))), "code is N101", "expected X101"
    )


@pytest.mark.parametrize("probability", [0.0, 1.0])
def test_the_ends_of_probability_are_fine(probability: float) -> None:
    assert _own(halved(probability=pl.lit(probability))).height


def test_a_rule_that_raises_is_named_with_what_it_raised() -> None:
    def decide(_: View) -> pl.DataFrame:
        raise ZeroDivisionError("no orders\nat all")

    _fails(
        Rule(**WORDS, decide=decide), "X101 (Lower a quiet target)", "ZeroDivisionError", "no orders at all"
    )
    packed = Rule(**{**WORDS, "source": "seller-rules 0.3"}, decide=decide)
    _fails(packed, "X101 (seller-rules 0.3)")


def test_two_rules_of_one_code_are_one_too_many() -> None:
    with pytest.raises(SettingsError, match="two rules have the code X101"):
        outside_actions([halved(), halved(name=Text("Another", "另一个"))], seen())


def test_trust_in_a_rule_that_is_not_there_is_a_mistake() -> None:
    with pytest.raises(SettingsError, match=r"rules.trusted names X777, .* there are: X101"):
        _own(halved(), "X777")


def _unsold(*words: str) -> list[str]:
    """Terms of the account with these words, and none of the protected ones beside, that nobody bought."""
    text, others = pl.col("search_term"), {"acme", "gift", "c++"} - set(words)
    fits = pl.all_horizontal(text.str.contains(word, literal=True) for word in words)
    spared = ~pl.any_horizontal(text.str.contains(word, literal=True) for word in sorted(others))
    found = seen().terms.filter(fits & spared & (pl.col("orders") == 0) & ~pl.col("is_asin"))
    return found["search_term"].to_list()


@pytest.mark.parametrize(
    ("word", "reason", "detail"),
    [
        ("acme", "protected_brand", "acme"),
        ("gift", "protected_term", "gift"),
        ("c++", "cannot_be_written", "misplaced_sign"),
    ],
)
def test_protections_hold_against_a_trusted_rule(word: str, reason: str, detail: str) -> None:
    own = _own(negating(_unsold(word)), "X102")
    told = set(own.select("consent", "reason", "detail").iter_rows())
    assert ("watch", reason, detail) in told
    assert {consent for consent, _, _ in told} == {"watch"}


def test_a_trusted_rule_may_negate_what_nothing_protects() -> None:
    own = _own(negating(_unsold("blue")), "X102")
    assert "safe" in set(own["consent"])
    assert "safe" not in set(_own(negating(_unsold("blue")))["consent"])


def test_a_negative_that_is_there_is_not_made_again() -> None:
    free = _own(negating(_unsold("blue")), "X102").filter(consent="safe").row(0, named=True)
    there = {
        "level": "campaign",
        "kind": "keyword",
        "campaign_id": free["campaign_id"],
        "text": free["to_text"],
        "match_type": "negativeExact",
        "state": "enabled",
    }
    view = seen()._replace(bulk=download(negatives=(there,)), settings=trusting("X102"))
    (own,) = outside_actions([negating([free["to_text"]])], view)
    here = own.filter(campaign_id=free["campaign_id"])
    assert set(here.select("consent", "reason").iter_rows()) == {("watch", "already_negated")}


def test_a_negative_that_has_no_place_in_the_download_is_watched() -> None:
    lost = {"campaign_id": pl.lit(None, dtype=pl.String), "ad_group_id": pl.lit(None, dtype=pl.String)}
    there = negating(_unsold("blue"))
    rule = replace(
        there,
        decide=lambda view: there.decide(view).with_columns(**lost, join_reason=pl.lit("campaign_not_found")),
    )
    told = set(_own(rule).select("consent", "reason", "detail").iter_rows())
    assert ("watch", "not_joined", "campaign_not_found") in told
    assert {consent for consent, _, _ in told} == {"watch"}


def test_a_term_that_earns_somewhere_is_asked_for_even_under_trust() -> None:
    worth = pl.col("cvr") * pl.col("order_value") * pl.col("margin")
    earns = (pl.col("orders") > 0) & (worth >= pl.col("cpc"))
    earners = seen().terms.filter(earns)["search_term"].to_list()
    own = _own(negating(earners), "X102")
    assert own.height
    assert "safe" not in set(own["consent"])


def test_without_rules_nothing_changes_and_without_rows_neither() -> None:
    silent = Rule(**WORDS, decide=lambda view: rows_of(view).clear())
    assert planned(silent).actions.equals(planned().actions)
    assert planned(silent).digest != planned().digest


@pytest.mark.parametrize("seed", range(3))
def test_adopt_s_outside_actions_are_untouched_by_any_rule(seed: int) -> None:
    terms = account(seed)["search_term"].unique().to_list()
    rules = (halved(consent=pl.lit("safe")), negating(terms))
    plan, alone = planned(*rules, seed=seed, trusted=["X101", "X102"]), planned(seed=seed)
    ours = pl.col("code").str.starts_with("X")
    assert plan.actions.filter(~ours).equals(alone.actions)
    changed = plan.actions.filter(pl.col("consent") != "watch")
    subject = changed.select(pl.col("key").str.strip_prefix(pl.col("code") + "|")).to_series()
    assert subject.is_unique().all()
