"""The benchmark of history measures two ways that leave the same rows behind."""

from __future__ import annotations

from pathlib import Path

from adopt.lab.bench_history import costs


def test_both_ways_are_measured_and_agree(tmp_path: Path) -> None:
    found = costs(tmp_path, rows=5_600, restated=1_400)
    assert len(found) == 2
    assert all(cost.wall > 0 for cost in found.values())
