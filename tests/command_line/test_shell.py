"""Keys that a seller copies into a shell stay one word."""

from __future__ import annotations

import shlex

import pytest

from adopt.cli.shell import in_quotes


@pytest.mark.parametrize(
    "key", ['N101|1|11|"garlic mincer" with lid', "N101|1|11|$5 `gift`", "N101|1|11|7\\8 pan!"]
)
def test_what_a_shell_acts_on_is_kept_from_it(key: str) -> None:
    assert in_quotes(key) == f"'{key}'"
    assert shlex.split(f"adopt explain --action {in_quotes(key)}")[-1] == key


def test_other_keys_have_the_quotes_that_every_shell_knows() -> None:
    assert in_quotes("N101|1|11|kid's pan") == '"N101|1|11|kid\'s pan"'
