"""A wrong call is said in the language that it asks for, and ends with 2."""

from __future__ import annotations

import pytest

from adopt.cli.usage import wants_chinese
from tests.command_line.run import adopt


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("daily", "--nosuch"), "没有选项 --nosuch"),
        (("apply",), "缺少 WORKBOOK"),
        (("apply", "none.xlsx"), "WORKBOOK：没有 none.xlsx"),
        (("nosuch",), "没有命令 nosuch"),
        (("daily", "--as-of", "2026-13-01"), "--as-of：2026-13-01 不是日期"),
        (("explain",), "请给出规则代码"),
        (("validate", "a.xlsx", "--marketplace", "XX"), "--marketplace：XX 不在以下之列：US, CA"),
    ],
)
def test_a_wrong_call_in_chinese(words: tuple[str, ...], said: str) -> None:
    done = adopt(*words, "--lang", "zh")
    assert done.returncode == 2
    assert f"错误：{said}" in done.stderr
    assert "Error" not in done.stderr
    assert "用法：" in done.stderr


def test_in_english_it_stays_as_it_is() -> None:
    done = adopt("apply", "none.xlsx")
    assert (done.returncode, "File 'none.xlsx' does not exist" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (("daily", "--lang", "zh"), True),
        (("daily", "--lang=both", "x"), True),
        (("daily", "--lang", "en"), False),
        (("daily", "zh"), False),
    ],
)
def test_the_language_is_read_off_the_words(words: tuple[str, ...], *, wanted: bool) -> None:
    assert wants_chinese(words) is wanted
