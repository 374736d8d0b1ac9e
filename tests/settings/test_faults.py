"""What a seller reads of a setting that is wrong: its name, its value, what was expected; never the model's own words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from adopt.errors import SettingsError
from adopt.say import translator
from adopt.settings import load_settings


@pytest.mark.parametrize(
    ("changes", "english", "chinese"),
    [
        ({"limits": {"changes": "ten"}}, "limits.changes = 'ten': expected a whole number", "应为整数"),
        ({"target_acos": "30%"}, "target_acos = '30%': expected a number", "应为一个数字"),
        ({"target_acos": -1}, "target_acos = -1: expected more than 0", "应大于 0"),
        ({"negate": {"promise": 2}}, "negate.promise = 2: expected less than 1", "应小于 1"),
        (
            {"limits": {"cooldown_days": 99_999_999_999}},
            "limits.cooldown_days = 99999999999: expected 36500 or less",
            "应",
        ),
        ({"negate": {"horizon_days": 36_501}}, "negate.horizon_days = 36501: expected 36500 or less", "应"),
        ({"negate": {"horizon_days": 0}}, "negate.horizon_days = 0: expected 1 or more", "应"),
        ({"tacos": {"steer": "maybe"}}, "tacos.steer = 'maybe': expected true or false", "true 或 false"),
        ({"protect": {"brands": "x"}}, "protect.brands = 'x': expected a list", "列表"),
        (
            {"objective": "sales"},
            "objective = 'sales': expected 'profit', 'acos' or 'tacos'",
            "应为 'profit'",
        ),
        ({"margins": 3}, "margins = 3: expected settings of its own, under a line [margins]", "[margins]"),
        (
            {"limits": {"chnges": 10}},
            "limits.chnges: there is no such setting; did you mean limits.changes?",
            "limits.chnges：没有这项设置；是不是 limits.changes？",
        ),
        ({"qqq": 1}, "qqq: there is no such setting", "qqq：没有这项设置"),
        ({"tacos_low": 0.4}, "settings: tacos_low must be less than tacos_high", "必须小于"),
        ({"account": "x" * 81}, "xxx': expected 80 characters at most", "最多 80 个字符"),
        (
            {"account": "a\nb"},
            "account = 'a\\nb': it has a character that can't stand there",
            "不能使用的字符",
        ),
        ({"aims": [{"campaign": ""}]}, "aims.1.campaign = '': it is empty", "为空"),
        (
            {"protect": {"asins": ["B0AAAAAAA1", "B0 shop/dp"]}},
            "protect.asins.2 = 'B0 shop/dp': expected an ASIN: 10 letters and digits",
            "应为 ASIN：10 位字母和数字",
        ),
        ({"bid": {"optimism": float("nan")}}, "bid.optimism = nan: expected a number", "应为一个数字"),
        (
            {"hygiene": {"last_login": "x"}},
            "hygiene.last_login = 'x': expected a day: YYYY-MM-DD",
            "应为日期：",
        ),
        (
            {"launch": {"products": {"PAN": {"start": "2026-13-01"}}}},
            "launch.products.PAN.start = '2026-13-01': expected a day: YYYY-MM-DD",
            "应为日期：YYYY-MM-DD",
        ),
        (
            {"launch": {"products": {"PAN": {"asin": "B0"}}}},
            "launch.products.PAN.asin = 'B0': expected an ASIN: 10 letters and digits",
            "应为 ASIN",
        ),
    ],
)
def test_a_wrong_setting_is_said_in_the_sellers_words(
    changes: dict[str, Any], english: str, chinese: str
) -> None:
    assert len(str(_said_in_both(changes, english, chinese))) < 150


def test_several_faults_are_all_named() -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(target_acos="x", tacos_low="y")
    assert str(caught.value).count("expected a number") == 2
    assert "；" in caught.value.said(translator("zh"))


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        (
            "[bid]\nmax_stepp = 2\n",
            "bid.max_stepp: there is no such setting; did you mean bid.max_step?",
            "是不是 bid.max_step？",
        ),
        ("target_accos = 0.3\n", "did you mean target_acos?", "是不是 target_acos？"),
        (
            '[protect]\nbrands = ["x"]\n\ntarget_acos = 0.3\n',
            "protect.target_acos: there is no such setting; did you mean target_acos? It belongs above",
            "应写在第一个方括号行之前",
        ),
    ],
)
def test_a_misspelt_setting_of_a_file_names_the_one_that_was_meant(
    tmp_path: Path, text: str, english: str, chinese: str
) -> None:
    path = tmp_path / "adopt.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_settings(path)
    assert english in str(caught.value)
    assert chinese in caught.value.said(translator("zh"))


@pytest.mark.parametrize(
    ("changes", "english", "chinese"),
    [
        (
            {"aims": [{"level": 2.0}]},
            "aims.1: names nothing; give one of campaign, portfolio",
            "没有指明对象",
        ),
        (
            {"aims": [{"campaign": "x"}, {"campaign": "x"}]},
            "aim 2 has the name or scope of aim 1 (campaign x)",
            "第 2 个目标与第 1 个目标的名称或范围相同（campaign x）",
        ),
        (
            {"aims": [{"stage": "old"}]},
            "'launch', 'growth', 'mature' or 'clearance'",
            "'mature' 或 'clearance'",
        ),
        (
            {"launch": {"name": "{sku}"}},
            "must have {sku}, {kind}, may have {asin}, {start}",
            "必须含有 {sku}, {kind}",
        ),
        ({"launch": {"products": {"A": {"like": "A"}}}}, "another product than itself: A", "不能是它自己：A"),
        ({"launch": {"products": {"=A": {}}}}, "for a formula: =A", "当作公式：=A"),
        ({"launch": {"products": {"A": {"marketplace": "XX"}}}}, "expected one of ", "应为以下之一："),
        ({"checks": {"x": 1}}, "unknown threshold: x", "未知的阈值：x"),
        ({"checks": {"ads_cover_days": "x"}}, "expected a number, as in 14", "应为一个数字，例如 14"),
        ({"headers": {"x": {"report": "y"}}}, "unknown report: y", "未知的报告：y"),
    ],
)
def test_what_the_model_says_of_several_values_is_said_in_chinese_too(
    changes: dict[str, Any], english: str, chinese: str
) -> None:
    _said_in_both(changes, english, chinese)


def _said_in_both(changes: dict[str, Any], english: str, chinese: str) -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        load_settings(**changes)
    assert english in str(caught.value)
    assert chinese in caught.value.said(translator("zh"))
    return caught.value
