"""Workers beside each other: what dies or hangs costs its one sheet, whatever happens to its process."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from handouts.errors import InputFault, PageFault, Problem
from handouts.making import Made
from handouts.order import Order
from handouts.pack import workers
from handouts.pack.workers import Outcome, make_all, make_one
from handouts.resources import FONTS
from tests.conftest import SHORT, write_clinic

ROOT = Path(__file__).parent.parent

# What a worker may be given to do; it is found by its name.


def make_fine(order: Order) -> Made:
    return Made(order.target.encode(), os.getpid(), (), order.target, "1.0", None, None)


def misbehave(order: Order) -> Made:
    """As the order says: `die-once` leaves a mark where its output is to be, so that it is once."""
    how, mark = order.target, Path(str(order.output))
    if how == "die-always" or (how == "die-once" and not mark.exists()):
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if how == "crash":
        os.kill(os.getpid(), signal.SIGTRAP)
    if how == "leave":
        os._exit(3)
    if how == "hang":
        time.sleep(60)
    if how == "eat":
        bytearray(1 << 40)
    if how == "fault":
        raise InputFault(Problem.of("F001", path="x"))
    if how == "bug":
        raise ZeroDivisionError
    return make_fine(order)


@pytest.fixture
def _misbehaving(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "make_one", misbehave)


def run(targets: Sequence[str], tmp_path: Path, count: int = 2, seconds: float = 20) -> dict[str, Outcome]:
    orders = [Order(target, output=str(tmp_path / f"mark-{place}")) for place, target in enumerate(targets)]
    done = list(make_all(orders, count, seconds, lambda _: None))
    assert sorted(place for place, _ in done) == list(range(len(targets))), "each once"
    return {targets[place]: outcome for place, outcome in done}


def code(outcome: Outcome) -> str:
    assert isinstance(outcome, PageFault | InputFault)
    return outcome.problems[0].code


@pytest.mark.usefixtures("_misbehaving")
def test_trouble_of_every_kind_costs_its_own_sheet_and_no_other(tmp_path: Path) -> None:
    fine = [f"fine-{number}" for number in range(6)]
    bad = ["die-once", "die-always", "crash", "leave", "eat", "fault", "bug"]
    found = run([*fine[:3], *bad, *fine[3:]], tmp_path)
    for name in (*fine, "die-once"):
        assert isinstance(found[name], Made), name
    assert {name: code(found[name]) for name in bad[1:]} == {
        "die-always": "M009",
        "crash": "M009",
        "leave": "M009",
        "eat": "M009",
        "fault": "F001",
        "bug": "M011",
    }
    assert "(signal 9)" in str(found["die-always"])
    assert "(signal 5)" in str(found["crash"])
    assert "(exit code 3)" in str(found["leave"])
    assert "(out of memory)" in str(found["eat"])
    assert "ZeroDivisionError" in str(found["bug"])


@pytest.mark.usefixtures("_misbehaving")
def test_a_sheet_that_hangs_is_ended_and_the_rest_goes_on(tmp_path: Path) -> None:
    begin = time.monotonic()
    found = run(["hang", "fine"], tmp_path, count=1, seconds=2)
    assert code(found["hang"]) == "M010"
    assert "not done after 2 seconds" in str(found["hang"])
    assert isinstance(found["fine"], Made)
    assert time.monotonic() - begin < 30


@pytest.mark.usefixtures("_misbehaving")
def test_a_worker_that_is_killed_while_it_waits_is_replaced() -> None:
    """As a pool whose workers share one pipe is not."""
    orders = [Order(f"x{number}") for number in range(4)]
    making = make_all(orders, 1, 20, lambda _: None)
    _, first = next(making)
    assert isinstance(first, Made)
    os.kill(first.pages, signal.SIGKILL)
    rest = [outcome for _, outcome in making]
    assert [outcome.name for outcome in rest if isinstance(outcome, Made)] == ["x1", "x2", "x3"]
    assert all(isinstance(outcome, Made) and outcome.pages != first.pages for outcome in rest)


@pytest.mark.usefixtures("_misbehaving")
def test_workers_stay_and_share_the_work(tmp_path: Path) -> None:
    found = run([f"x{number}" for number in range(20)], tmp_path)
    assert len({outcome.pages for outcome in found.values() if isinstance(outcome, Made)}) == 2


@pytest.mark.usefixtures("_misbehaving")
def test_a_worker_is_another_process_after_so_many_sheets(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(workers, "RENEWED_AFTER", 2)
    made = run(["a", "b", "c", "d", "e"], tmp_path, count=1)
    processes = [each.pages for each in made.values() if isinstance(each, Made)]
    assert processes[0] == processes[1] != processes[2] == processes[3] != processes[4]


@pytest.mark.usefixtures("_misbehaving")
def test_no_more_workers_are_started_than_there_are_sheets() -> None:
    seen: list[Sequence[int]] = []
    list(make_all([Order("x")], 64, 20, seen.append))
    assert set(map(tuple, seen)) == {(0,)}
    assert list(make_all([], 64, 20, seen.append)) == []


@pytest.mark.usefixtures("_misbehaving")
def test_no_process_and_no_folder_is_left_when_the_caller_stops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    making = make_all([Order("fine"), Order("hang", output=str(tmp_path / "x"))], 2, 60, lambda _: None)
    _, first = next(making)
    assert isinstance(first, Made)
    assert len(list(tmp_path.iterdir())) == 2
    making.close()
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ProcessLookupError):
        os.kill(first.pages, 0)


def test_a_worker_makes_what_build_makes(tmp_path: Path) -> None:
    from handouts.build import build

    (done,) = make_all([Order("sciatica")], 1, 60, lambda _: None)
    built = build(Order("sciatica", output=f"{tmp_path}/"))
    assert isinstance(done[1], Made)
    assert done[1].content == built.path.read_bytes()


def renamed(font: Path, family: str) -> bytes:
    """The font under the name of another family."""
    found = TTFont(font, recalcTimestamp=False)
    for record in found["name"].names:
        if record.nameID in {1, 4, 16}:
            record.string = family
    out = BytesIO()
    found.save(out)
    return out.getvalue()


def test_two_brands_in_one_process_never_leak_into_each_other(tmp_path: Path) -> None:
    """Interleaved and alone they are the same bytes, though their fonts have one family name."""
    shipped, other = FONTS / "atkinson-hyperlegible-next", ROOT / "examples/northside-college/fonts"
    orders = []
    for name, fonts, colour, dose in (("a", shipped, "#5A1E6B", 3), ("b", other, "#0F4C4F", 9)):
        logo = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h{dose}v9z"/></svg>'
        )
        files: dict[str, str | bytes] = {
            "fonts/regular.ttf": renamed(fonts / "regular.ttf", "Clinic Sans"),
            "fonts/bold.ttf": renamed(fonts / "bold.ttf", "Clinic Sans"),
            "logo.svg": logo,
            "overrides.yaml": f"exercises: {{bridge: {{dose: {{reps: {dose}}}}}}}\n",
            "styles/extra.css": f".masthead {{ letter-spacing: 0.{dose}mm }}\n",
        }
        words = (
            f"name: Clinic {name}\nlogo: logo.svg\ncolours: {{primary: '{colour}'}}\n"
            "type: {regular: fonts/regular.ttf, bold: fonts/bold.ttf}\n"
        )
        orders.append(Order("hip-pain", clinic=write_clinic(tmp_path / name, words, files)))
    alone = [made(next(iter(make_all([order], 1, 120, lambda _: None)))[1]) for order in orders]
    assert alone[0].content != alone[1].content
    together = dict(make_all([*orders, *orders, *reversed(orders)], 1, 120, lambda _: None))
    for place, expected in enumerate([*alone, *alone, *reversed(alone)]):
        assert made(together[place]).content == expected.content


def made(outcome: Outcome) -> Made:
    assert isinstance(outcome, Made), outcome
    return outcome


def test_the_task_is_a_plain_function_of_plain_records() -> None:
    import pickle

    assert pickle.loads(pickle.dumps(make_one)) is make_one  # noqa: S301 - our own


def test_the_memory_of_a_worker_does_not_grow(tmp_path: Path) -> None:
    file = write_clinic(tmp_path / "a", files={"templates/sheet.html": SHORT})
    orders = [Order(("sciatica", "hip-pain")[number % 2], clinic=file) for number in range(24)]
    held = []
    for place, outcome in make_all(orders, 1, 60, lambda _: None):
        assert isinstance(outcome, Made)
        if place in {7, 23}:
            (worker,) = multiprocessing.active_children()
            status = Path(f"/proc/{worker.pid}/status").read_text(encoding="ascii")
            held.append(int(status.split("VmRSS:")[1].split()[0]) / 1024)
    assert held[1] - held[0] < 4, "megabytes after 8 sheets, and after 16 more"
