"""A dozen of what `make torture` does hundreds of times: a run is killed, and the next makes all whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import SHORT
from tools.torture import FEW, Torture


@pytest.mark.parametrize("seed", range(3))
def test_after_a_kill_at_a_random_moment_the_next_run_makes_everything_whole(
    seed: int, tmp_path: Path
) -> None:
    words = ("--conditions", ",".join(FEW[:3]))
    torture = Torture(tmp_path / "work", words, {"templates/sheet.html": SHORT}, seed)
    for number in range(4):
        torture.once(number)
