"""The preview, as an author has it: a program that runs, a page that is asked for, files that are saved."""

from __future__ import annotations

import json
import os
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any, Self

import pytest

from handouts import snapshot
from handouts.build import build
from handouts.desk import Desk
from handouts.order import Order
from handouts.preview import watched
from handouts.preview.draft import DOTS_PER_INCH, draw_up
from handouts.starter import write_entry
from tests.conftest import SHORT, write_clinic

ROOT = Path(__file__).parent.parent
PATIENCE = 60
PROGRAM = "from handouts.commands import main; main()"
ENDLESS = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"


class Preview:
    """A preview that runs, and somebody who looks at its page."""

    def __init__(self, folder: Path, *words: str) -> None:
        self.desk, self.temporary = folder / "desk", folder / "temporary"
        for each in (self.desk, self.temporary):
            each.mkdir(exist_ok=True)
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, "preview", *words, "--no-browser"],
            cwd=self.desk,
            env={**os.environ, "PYTHONPATH": str(ROOT), "HANDOUT_CLINIC": "", "TMPDIR": str(self.temporary)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout
        self.address = self.process.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", self.address), self.process.communicate()
        self.port = int(self.address.split(":")[2].strip("/"))
        self.states: queue.Queue[dict[str, Any]] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        try:
            for line in self.ask("/events"):
                if line.startswith(b"data: "):
                    self.states.put(json.loads(line.removeprefix(b"data: ")))
        except OSError:
            pass  # The preview has ended.

    def ask(self, path: str, method: str = "GET", headers: dict[str, str] | None = None) -> HTTPResponse:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request(method, path, headers=headers or {})
        return connection.getresponse()

    def next(self) -> dict[str, Any]:
        """What the page shows next."""
        return self.states.get(timeout=PATIENCE)

    def stop(self, sent: signal.Signals = signal.SIGINT) -> str:
        """End it, and give what it said; its pipes are closed when the last of its processes has gone."""
        self.process.send_signal(sent)
        _, said = self.process.communicate(timeout=PATIENCE)
        assert "Traceback" not in said
        return said

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.stop()


def codes(state: dict[str, Any], of: str = "faults") -> list[str]:
    return [problem["code"] for problem in state[of]]


def listing(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    """A clinic with a short sheet and a condition of its own that is not written yet."""
    folder = write_clinic(tmp_path / "clinic", files={"templates/sheet.html": SHORT}).parent
    write_entry("condition", "tight-calves", folder)
    return folder


@pytest.fixture(scope="module")
def looked_at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview that nobody writes for."""
    folder = tmp_path_factory.mktemp("looked-at")
    write_clinic(folder / "clinic", files={"templates/sheet.html": SHORT})
    with Preview(folder, "sciatica", "--clinic", str(folder / "clinic")) as preview:
        preview.first = preview.next()  # type: ignore[attr-defined]
        yield preview


# What is shown


def test_what_is_shown_is_what_prints(looked_at: Preview) -> None:
    folder = looked_at.desk.parent
    state = looked_at.first  # type: ignore[attr-defined]
    assert (state["title"], state["faults"], state["unfinished"], state["stale"]) == (
        "Sciatica",
        [],
        [],
        False,
    )
    built = build(Order("sciatica", clinic=folder / "clinic/clinic.yaml", output=f"{folder}/out/"))
    pictures = snapshot.pages(built.path.read_bytes(), DOTS_PER_INCH)
    assert [looked_at.ask(f"/{page['src']}").read() for page in state["pages"]] == list(pictures)
    assert [(page["width"], page["height"]) for page in state["pages"]] == [(1224, 1584)]


def test_the_page_needs_nothing_from_elsewhere(looked_at: Preview) -> None:
    answer = looked_at.ask("/")
    page = answer.read().decode()
    assert answer.status == 200
    assert '<html lang="en">' in page
    assert "<title>Preview</title>" in page
    assert not re.search(r"https?:|//\w|@import|<link|src=\"(?!data:)[^\"]", page)


def test_nothing_is_kept_by_a_browser_or_given_to_another_page(looked_at: Preview) -> None:
    state = looked_at.first  # type: ignore[attr-defined]
    for path in ("/", f"/{state['pages'][0]['src']}", "/nothing"):
        headers = looked_at.ask(path).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'sha256-")
        assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "127.0.0.1:{port}"}, 200),
        ({"Host": "localhost:{port}"}, 200),
        ({"Host": "localhost:{port}", "Sec-Fetch-Site": "same-origin"}, 200),
        ({"Host": "evil.example:{port}"}, 403),
        ({"Host": "127.0.0.1.evil.example:{port}"}, 403),
        ({"Host": "127.0.0.1"}, 403),
        ({"Host": ""}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
def test_a_page_of_the_web_is_given_nothing(headers: dict[str, str], status: int, looked_at: Preview) -> None:
    named = {name: value.format(port=looked_at.port) for name, value in headers.items()}
    picture = looked_at.first["pages"][0]["src"]  # type: ignore[attr-defined]
    for path in ("/", f"/{picture}"):
        assert looked_at.ask(path, headers=named).status == status
    if status == 403:
        assert looked_at.ask("/events", headers=named).status == status


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/../clinic.yaml", 404),
        ("GET", "/pages/../../clinic.yaml", 404),
        ("GET", "/pages/", 404),
        ("GET", "/%2e%2e/clinic.yaml", 404),
        ("GET", "/" + "x" * 5000, 404),
        ("GET", "/" + "x" * 70000, 414),
        ("POST", "/", 501),
        ("DELETE", "/", 501),
    ],
)
def test_there_is_nothing_else_to_be_had(method: str, path: str, status: int, looked_at: Preview) -> None:
    assert looked_at.ask(path, method).status == status


@pytest.mark.skipif(sys.platform != "linux", reason="others have one address of their own only")
def test_other_computers_are_not_listened_to(looked_at: Preview) -> None:
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", looked_at.port), timeout=5)


def test_a_port_that_is_taken_is_told_of(looked_at: Preview, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "preview", "sciatica", "--no-browser", "--port", str(looked_at.port)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HANDOUT_CLINIC": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (5, "")
    assert done.stderr.startswith(f"E010 The port {looked_at.port} of this computer cannot be used: ")


# What happens when files are saved


def test_a_fault_is_shown_with_its_place_above_the_last_good_pages(clinic: Path, tmp_path: Path) -> None:
    file = clinic / "conditions/tight-calves.yaml"
    words = file.read_text(encoding="utf-8")
    before = listing(clinic)
    with Preview(tmp_path, "tight-calves", "--clinic", str(clinic)) as preview:
        first = preview.next()
        assert first["title"] == "Tight calves"
        assert codes(first) == []
        assert set(codes(first, "unfinished")) == {"C010"}
        assert codes(first, "words") == [], "of what is not yet written nothing is said"

        file.write_text(words.replace("message:", "mesage:"), encoding="utf-8")
        broken = preview.next()
        assert codes(broken) == ["S001", "S002"]
        line = words[: words.index("message:")].count("\n") + 1
        slip = broken["faults"][1]
        assert (slip["line"], slip["column"]) == (line, 1)
        assert slip["file"].endswith("clinic/conditions/tight-calves.yaml")
        assert slip["hint"] == "Did you mean message?"
        assert (broken["title"], broken["pages"], broken["stale"]) == ("Tight calves", first["pages"], True)
        assert preview.ask(f"/{broken['pages'][0]['src']}").status == 200

        file.write_text(words.replace('"Tight calves"', '"Sore calves"'), encoding="utf-8")
        mended = preview.next()
        assert (mended["title"], codes(mended), mended["stale"]) == ("Sore calves", [], False)
        assert mended["pages"] != first["pages"]
        said = preview.stop()
    assert "tight-calves.yaml:" in said
    assert "to mend 2" in said
    assert listing(clinic) == before, "nothing is written into the clinic's folder"
    assert not list(preview.desk.iterdir())


def test_whatever_becomes_of_the_file_is_told_and_can_be_mended(clinic: Path, tmp_path: Path) -> None:
    file = clinic / "conditions/tight-calves.yaml"
    words = file.read_bytes()

    def put_a_folder_in_its_place() -> None:
        file.unlink(missing_ok=True)
        file.mkdir()

    harm = {
        "N020": file.unlink,
        "F002": put_a_folder_in_its_place,
        "F005": lambda: file.write_bytes(b"# " + b"x" * 2_000_000),
        "F006": lambda: file.write_bytes(b""),
        "F007": lambda: file.write_bytes(b"%PDF-1.7 not text at all"),
        "F009": lambda: file.write_bytes(words.replace(b"TODO", "\u00dc".encode("latin-1"))),
        "Y001": lambda: file.write_bytes(words.replace(b"\n  text", b"\n\ttext")),
        "S001": lambda: file.write_bytes(b"slug: tight-calves\n"),
    }
    with Preview(tmp_path, "tight-calves", "--clinic", str(clinic)) as preview:
        first = preview.next()
        for code, hurt in harm.items():
            hurt()
            state = preview.next()
            assert code in codes(state), code
            assert (state["pages"], state["stale"]) == (first["pages"], True)
            if file.is_dir():
                file.rmdir()
        file.write_bytes(words)
        mended = preview.next()
        assert (mended["faults"], mended["stale"]) == ([], False)


def test_everything_that_a_sheet_is_made_from_is_watched(clinic: Path, tmp_path: Path) -> None:
    file = clinic / "conditions/tight-calves.yaml"
    words = file.read_text(encoding="utf-8")
    with Preview(tmp_path, "tight-calves", "--clinic", str(clinic)) as preview:
        first = preview.next()

        template = clinic / "templates/title.html"
        template.write_text("{% if %}", encoding="utf-8")
        state = preview.next()
        assert codes(state) == ["T001"]
        assert state["faults"][0]["file"].endswith("templates/title.html")
        template.write_text("<h1>Another head</h1>", encoding="utf-8")
        another = preview.next()
        assert another["pages"] != first["pages"]
        template.unlink()
        assert preview.next()["pages"] == first["pages"]

        # The sheet prints no exercises here, and yet they are its.
        file.write_text(words.replace("exercise: belly-breathing", "exercise: knee-lift"), encoding="utf-8")
        assert codes(preview.next()) == ["C002"]
        write_entry("exercise", "knee-lift", clinic)
        state = preview.next()
        assert codes(state) == []
        assert len(state["unfinished"]) > len(first["unfinished"])

        (clinic / "clinic.yaml").write_text("name: Another Clinic\ncolours: {primary: '#FFD400'}\n")
        assert codes(preview.next()) == ["B001"]


def test_half_a_file_is_never_shown_as_a_fault(clinic: Path, tmp_path: Path) -> None:
    file = clinic / "conditions/tight-calves.yaml"
    words = file.read_text(encoding="utf-8")
    with Preview(tmp_path, "tight-calves", "--clinic", str(clinic)) as preview:
        preview.next()
        for turn in range(3):
            title = f"Title {turn}"
            with file.open("w", encoding="utf-8") as writing:
                for line in words.replace('"Tight calves"', f'"{title}"').splitlines(keepends=True):
                    writing.write(line)
                    writing.flush()
                    time.sleep(0.002)
            state = preview.next()
            while state["title"] != title:
                assert state["faults"] == []
                state = preview.next()


def test_a_file_without_a_clinic_can_be_previewed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "desk").mkdir()
    monkeypatch.chdir(tmp_path / "desk")
    write_entry("condition", "tight-calves", None)
    with Preview(tmp_path, "tight-calves.yaml", "--paper", "a4") as preview:
        state = preview.next()
        assert state["title"] == "Tight calves"
        assert {page["width"] for page in state["pages"]} == {1191}
        Path("tight-calves.yaml").rename("elsewhere.yaml")
        assert codes(preview.next()) == ["F001"]


# How it begins and ends


def test_two_previews_run_side_by_side(clinic: Path, tmp_path: Path) -> None:
    words = ("tight-calves", "--clinic", str(clinic))
    with Preview(tmp_path, *words) as one, Preview(tmp_path, *words) as other:
        assert one.port != other.port
        assert one.next()["pages"] == other.next()["pages"]


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        (["sciatca"], "N020", 4),
        (["gone.yaml"], "F001", 3),
        (["."], "N020", 4),
        (["sciatica", "--clinic", "gone"], "N002", 4),
        (["sciatica", "--port", "0"], "Usage", 2),
        (["sciatica", "--exercises", ""], "S009", 3),
    ],
)
def test_what_is_not_there_is_not_waited_for(
    words: list[str], code: str, exit_code: int, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "preview", "--no-browser", *words],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HANDOUT_CLINIC": ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert (done.returncode, done.stdout) == (exit_code, "")
    assert code in done.stderr


@pytest.mark.parametrize(
    ("sent", "exit_code", "busy"),
    [
        (signal.SIGINT, 130, False),
        (signal.SIGINT, 130, True),
        (signal.SIGTERM, 143, True),
        (signal.SIGHUP, 129, False),
    ],
    ids=["Ctrl-C", "Ctrl-C in the middle of a page", "ended in the middle of a page", "its terminal closed"],
)
def test_it_stops_at_once_and_leaves_nothing(
    sent: signal.Signals, exit_code: int, *, busy: bool, clinic: Path, tmp_path: Path
) -> None:
    preview = Preview(tmp_path, "tight-calves", "--clinic", str(clinic))
    with preview:
        preview.next()
        if busy:
            (clinic / "templates/title.html").write_text(ENDLESS, encoding="utf-8")
            until = time.monotonic() + PATIENCE
            while not list(preview.temporary.iterdir()) and time.monotonic() < until:
                time.sleep(0.05)
            time.sleep(0.5)
            assert list(preview.temporary.iterdir()), "the press is at work"
        started = time.monotonic()
        preview.stop(sent)
    assert time.monotonic() - started < 5
    assert preview.process.returncode == exit_code
    assert not list(preview.temporary.iterdir())
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", preview.port), timeout=5)


def test_when_it_is_killed_its_processes_go_too(clinic: Path, tmp_path: Path) -> None:
    with Preview(tmp_path, "tight-calves", "--clinic", str(clinic)) as preview:
        preview.next()
        (clinic / "templates/title.html").write_text(ENDLESS, encoding="utf-8")
        time.sleep(1)
        preview.stop(signal.SIGKILL)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", preview.port), timeout=5)


def test_a_window_opens_beside_threads_too(tmp_path: Path) -> None:
    """Where a process cannot be forked, as on macOS and Windows, one is started anew."""
    program = tmp_path / "program.py"
    program.write_text(
        "import threading, urllib.request\n"
        "from handouts.preview.draft import Draft\n"
        "from handouts.preview.window import Window\n"
        "if __name__ == '__main__':\n"
        "    threading.Thread(target=threading.Event().wait, daemon=True).start()\n"
        "    with Window() as window:\n"
        "        window.show(Draft('Hips', ()))\n"
        "        events = urllib.request.urlopen(window.address + 'events')\n"
        '        while b\'"title": "Hips"\' not in events.readline():\n'
        "            pass\n",
        encoding="utf-8",
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, program], env=environment, timeout=PATIENCE, check=True)


def test_a_condition_of_the_brand_that_a_clinic_shares_is_shown_and_watched(tmp_path: Path) -> None:
    base = write_clinic(tmp_path / "brand", files={"templates/sheet.html": SHORT}).parent
    write_entry("condition", "tight-calves", base)
    desk = Desk(Order("tight-calves", clinic=write_clinic(tmp_path / "east", "name: East\nbase: ../brand\n")))
    draft = draw_up(desk)
    assert (len(draft.pictures), draft.faults) == (1, ())
    assert {base / "conditions/tight-calves.yaml", base / "exercises"} <= watched(desk.inputs)
