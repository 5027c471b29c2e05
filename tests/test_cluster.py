"""The same sheets past one machine: a real scheduler, two worker processes, one of them killed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from distributed import Client

from handouts.commands import main
from handouts.desk import Desk
from handouts.errors import OutputRefused
from handouts.making import Made, make
from handouts.order import Booklet, Order
from handouts.pack import cluster, parcel
from handouts.pack.workers import make_one
from handouts.press import Here
from tests.conftest import SHORT, write_clinic
from tools.cluster import SECONDS
from tools.cluster import cluster as start

Cluster = tuple[str, list[subprocess.Popen[bytes]]]


@pytest.fixture(scope="module")
def cluster_of_two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler's address and its two workers."""
    with start(tmp_path_factory.mktemp("cluster"), ("one", "two")) as started:
        yield started


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    """A clinic with a base and a short sheet."""
    write_clinic(tmp_path / "brand", "name: The Chain\n", {"templates/sheet.html": SHORT})
    return write_clinic(tmp_path / "clinics/north", "base: ../../brand\nname: North\nphone: 555 0100\n")


def test_a_parcel_makes_the_same_sheet_where_the_clinics_folder_is_not(clinic: Path, tmp_path: Path) -> None:
    order = Order("sciatica", clinic=clinic)
    here = make(Desk(order), Here())
    packed = parcel.pack(clinic)
    assert packed == parcel.pack(clinic)
    shutil.rmtree(tmp_path / "brand")
    shutil.rmtree(tmp_path / "clinics")
    there = cluster._make(order, packed, cluster.fingerprint())
    assert isinstance(there, Made)
    assert (there.content, there.record) == (here.content, here.record)


def test_a_parcel_makes_the_same_booklet(clinic: Path, tmp_path: Path) -> None:
    ordered = Booklet("Leg unit", (Order("sciatica", clinic=clinic), Order("shin-splints", clinic=clinic)))
    here = make_one(ordered)
    packed = parcel.pack(clinic)
    shutil.rmtree(tmp_path / "brand")
    shutil.rmtree(tmp_path / "clinics")
    there = cluster._make(ordered, packed, cluster.fingerprint())
    assert isinstance(there, Made)
    assert (there.content, there.record, len(there.sheets)) == (here.content, here.record, 2)


def test_a_parcel_holds_what_a_sheet_is_made_from_and_nothing_else(clinic: Path) -> None:
    (clinic.parent / "patients.xlsx").write_bytes(b"private")
    (clinic.parent / "styles").mkdir()
    (clinic.parent / "styles/extra.css").write_text("", encoding="utf-8")
    assert [name for name, _ in parcel.pack(clinic).files] == [
        "brand/clinic.yaml",
        "brand/templates/sheet.html",
        "clinics/north/clinic.yaml",
        "clinics/north/styles/extra.css",
    ]


def test_a_worker_with_other_words_refuses_its_task() -> None:
    refused = cluster._make(Order("sciatica"), None, "0" * 16)
    assert isinstance(refused, OutputRefused)
    assert refused.problems[0].code == "M021"


def test_a_pack_comes_back_whole_though_a_worker_is_killed(
    cluster_of_two: Cluster,
    clinic: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    address, workers = cluster_of_two
    names = (
        "sciatica",
        "low-back-pain",
        "hip-pain",
        "kyphosis",
        "lordosis",
        "scoliosis",
        "arthritis",
        "acl-strain",
    )
    orders = [Order(name, clinic=clinic) for name in names]
    made: dict[int, object] = {}
    for place, outcome in cluster.make_all(orders, address, SECONDS, lambda _: None):
        if not made:
            os.kill(workers[0].pid, signal.SIGKILL)
        made[place] = outcome
    assert sorted(made) == list(range(len(names)))
    assert all(isinstance(outcome, Made) for outcome in made.values()), made
    # The same through the command, with what is left of the cluster, to the byte.
    monkeypatch.chdir(tmp_path)
    words = ["pack", "--conditions", "sciatica,hip-pain", "--clinic", str(clinic), "-o", "out"]
    done = CliRunner().invoke(main, [*words, "--scheduler", address])
    assert done.exit_code == 0, done.output
    assert (tmp_path / "out/sciatica.pdf").read_bytes() == made[0].content  # type: ignore[attr-defined]
    again = CliRunner().invoke(main, words)
    assert "unchanged 2" in again.output or "2 unchanged" in again.output, again.output


def test_a_worker_leaves_nothing_outside_its_own_folder(cluster_of_two: Cluster) -> None:
    """Fonts of a process that is killed would stay in the machine's temporary folder for ever."""
    address, _ = cluster_of_two
    ((_, made),) = cluster.make_all([Order("sciatica")], address, SECONDS, lambda _: None)
    assert isinstance(made, Made)
    with Client(address, set_as_default=False) as client:
        folders = client.run(lambda dask_worker: (tempfile.gettempdir(), dask_worker.local_directory))
    assert folders
    # The sheet was made by one of them; the other may still have the machine's.
    assert any(temporary == own for temporary, own in folders.values()), folders


def test_an_address_where_nobody_answers_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "SECONDS_TO_CONNECT", 0.5)
    with pytest.raises(OutputRefused) as refused:
        list(cluster.make_all([Order("sciatica")], "tcp://127.0.0.1:9", 5, lambda _: None))
    assert refused.value.problems[0].code == "M020"
