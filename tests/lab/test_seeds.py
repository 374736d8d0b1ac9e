from __future__ import annotations

import pytest

from adopt.errors import SettingsError
from adopt.lab.seeds import ACCEPTANCE, TUNING, seeds


def test_choosing_and_judging_share_no_account() -> None:
    assert not set(TUNING) & set(ACCEPTANCE)
    assert seeds(3, tuning=True, changed=True) == range(3)
    assert seeds(3, tuning=False, changed=False) == range(15_000, 15_003)


def test_no_other_settings_are_judged_on_acceptance_seeds() -> None:
    with pytest.raises(SettingsError, match="--tuning"):
        seeds(3, tuning=False, changed=True)


@pytest.mark.parametrize(("count", "tuning"), [(0, True), (101, True), (1001, False)])
def test_there_are_only_so_many(count: int, tuning: bool) -> None:
    with pytest.raises(SettingsError, match="expected 1 to"):
        seeds(count, tuning=tuning, changed=False)
