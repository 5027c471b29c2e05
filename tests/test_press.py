"""The process in which pages are made ends what takes too long or too much, in words."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from handouts.errors import InputFault, PageFault, Place, Problem
from handouts.press import Press


def refuse() -> None:
    raise InputFault(Problem.of("F001", Place("a.yaml", 1, 2), path="x"), Problem.of("T003"))


def leave_a_file() -> str:
    import tempfile

    handle, name = tempfile.mkstemp()
    os.close(handle)
    return name


def recurse() -> None:
    recurse()


def test_a_call_gives_its_result_and_the_next_one_too() -> None:
    with Press() as press:
        assert press.run(len, "abc") == 3
        press.start(sorted, "ba")
        assert press.finish() == ["a", "b"]


_HELD: list[str] = []


def what_is_held() -> list[str]:
    return _HELD


def test_a_press_that_begins_anew_holds_nothing_of_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "_HELD", ["thousands of files"])
    with Press() as press:
        assert press.run(what_is_held) == (_HELD if sys.platform == "linux" else [])
    with Press(anew=True) as press:
        assert press.run(what_is_held) == []


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="signals of POSIX")
@pytest.mark.parametrize("anew", [False, True])
def test_ctrl_c_is_left_to_the_parent_from_the_first_moment(
    capfd: pytest.CaptureFixture[str], *, anew: bool
) -> None:
    """A process that begins anew loads for half a second before it can say that it does not listen."""
    with Press(anew=anew) as press:
        (process,) = multiprocessing.active_children()
        for _ in range(20):
            os.kill(process.pid or 0, signal.SIGINT)
            time.sleep(0.01)
        assert press.run(len, "abc") == 3
    assert capfd.readouterr().err == ""


def test_a_call_that_takes_for_ever_is_ended_with_words() -> None:
    begin = time.monotonic()
    with pytest.raises(PageFault) as caught, Press(seconds=0.5) as press:
        press.run(time.sleep, 60)
    assert time.monotonic() - begin < 20
    assert [problem.code for problem in caught.value.problems] == ["T005"]
    assert "templates, styles and pictures" in str(caught.value)


@pytest.mark.parametrize("size", [1 << 40, 1300 << 20])
def test_a_call_that_eats_memory_is_ended_with_words(size: int) -> None:
    """The second amount fits once, and not again when the result is handed over."""
    with Press(seconds=60, megabytes=2048) as press:
        with pytest.raises(PageFault) as caught:
            press.run(bytes, size)
        assert [problem.code for problem in caught.value.problems] == ["T006"]
        assert "2048 MB" in str(caught.value)


def test_too_little_memory_to_begin_with_is_said_in_words(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(PageFault) as caught, Press(seconds=60, megabytes=1) as press:
        press.run(bytes, 1 << 30)
    assert [problem.code for problem in caught.value.problems] == ["T006"]
    assert capfd.readouterr().err == ""


def test_too_little_memory_is_said_in_words_where_nothing_is_loaded_before_it(tmp_path: Path) -> None:
    """Beside another thread the process is not forked, and loads all that it needs itself."""
    code = (
        "import threading\n"
        "from handouts.errors import PageFault\n"
        "from handouts.press import Press\n"
        "if __name__ == '__main__':\n"
        "    threading.Thread(target=threading.Event().wait, daemon=True).start()\n"
        "    try:\n"
        "        with Press(seconds=60, megabytes=1) as press:\n"
        "            press.run(bytes, 1 << 30)\n"
        "    except PageFault as fault:\n"
        "        print(*(problem.code for problem in fault.problems))\n"
    )
    script = tmp_path / "begin.py"
    script.write_text(code)
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=120, check=False)
    assert (done.stdout, done.stderr) == ("T006\n", "")


@pytest.mark.parametrize("status", [0, 3])
def test_a_worker_that_is_gone_is_told_of_in_words_at_every_call(status: int) -> None:
    with Press() as press:
        for _ in range(3):
            with pytest.raises(PageFault) as caught:
                press.run(os._exit, status)
            assert [problem.code for problem in caught.value.problems] == ["T006"]


def test_what_a_user_can_mend_comes_back_whole() -> None:
    with pytest.raises(InputFault) as caught, Press() as press:
        press.run(refuse)
    assert [problem.code for problem in caught.value.problems] == ["F001", "T003"]
    assert str(caught.value).startswith("a.yaml:1:2: F001 There is no file x.")


@pytest.mark.parametrize(("task", "words"), [(recurse, "RecursionError"), (int, "ValueError")])
def test_a_bug_comes_back_with_its_trace(task: object, words: str) -> None:
    with pytest.raises(RuntimeError, match=words), Press() as press:
        press.run(task, *(["x"] if task is int else []))  # type: ignore[operator]


def test_the_process_and_its_folder_are_gone_afterwards() -> None:
    with Press() as press:
        file = Path(press.run(leave_a_file))
        process = press.run(os.getpid)
        assert file.exists()
        assert process != os.getpid()
    assert not file.parent.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_a_press_starts_beside_other_threads() -> None:
    """A process with threads is never forked."""
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        with Press() as press:
            assert press.run(len, "abc") == 3
    finally:
        stop.set()
        thread.join()


def test_a_press_ends_with_a_process_that_is_killed(tmp_path: Path) -> None:
    """Also in the middle of a call that goes on for ever."""
    code = (
        "import os, time; from handouts.press import Press\n"
        "with Press() as press:\n"
        "    print(press.run(os.getpid), flush=True)\n"
        "    press.run(time.sleep, 999)\n"
    )
    caller = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=tmp_path)
    try:
        assert caller.stdout
        assert caller.stdout.readline().strip() != str(caller.pid)
    finally:
        caller.kill()
    # The press holds the other end too: this is over when both are.
    caller.communicate(timeout=30)


@pytest.mark.parametrize("anew", [False, True])
def test_the_folder_of_an_idle_press_goes_with_a_process_that_is_killed(
    tmp_path: Path, *, anew: bool
) -> None:
    """A press that began anew hears of it by its pipe, too."""
    code = (
        "import tempfile, time; from handouts.press import Press\n"
        f"with Press(anew={anew}) as press:\n"
        "    print(press.run(tempfile.mkdtemp), flush=True)\n"
        "    time.sleep(999)\n"
    )
    for _ in range(5):
        caller = subprocess.Popen(
            [sys.executable, "-c", code],
            stdout=subprocess.PIPE,
            text=True,
            cwd=tmp_path,
            env={**os.environ, "TMPDIR": str(tmp_path)},
        )
        assert caller.stdout
        folder = Path(caller.stdout.readline().strip())
        assert folder.is_dir()
        caller.kill()
        caller.communicate(timeout=30)
        until = time.monotonic() + 30
        while folder.parent.exists() and time.monotonic() < until:
            time.sleep(0.02)
        assert list(tmp_path.iterdir()) == []
