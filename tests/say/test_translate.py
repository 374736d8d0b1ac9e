from __future__ import annotations

import pytest

from adopt.errors import SettingsError
from adopt.say import translator


def test_english_is_the_message_itself() -> None:
    say = translator("en")
    assert say("Yes") == "Yes"
    assert say.plural("{n} click", "{n} clicks", 1) == "1 click"
    assert say.plural("{n} click", "{n} clicks", 1234) == "1,234 clicks"


def test_chinese_comes_from_the_catalogue() -> None:
    say = translator("zh")
    assert say("Yes") == "是"
    assert say.plural("{n} click", "{n} clicks", 1) == "1 次点击"
    assert say("spend {money}", money="$5.00") == "花费 $5.00"


def test_a_message_without_values_may_hold_braces() -> None:
    assert translator("en")("{as it is}") == "{as it is}"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(SettingsError, match="language is 'de'; expected one of en, zh"):
        translator("de")
