"""A process of its own in which pages are made: it starts early, and is bounded in time and memory.

It loads the renderer while the caller still reads YAML. What a clinic brings, its templates, styles and
pictures, can loop for ever or eat all memory only in there.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Any, ParamSpec, Protocol, Self, TypeVar

from handouts.errors import HandoutError, OutputRefused, PageFault, Problem

P = ParamSpec("P")
R = TypeVar("R")

SECONDS = 60
MEGABYTES = 2048


_folders: list[str] = []
"""Of this process, when it is a press: its temporary folder, which it removes if its parent no longer can."""
_TRIES = 5


class Runner(Protocol):
    """Runs calls one after the other, within bounds."""

    def run(self, task: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The result of the call."""

    def start(self, task: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        """Begin a call; `finish` gives its result."""

    def finish(self) -> Any:
        """The result of the call that was begun."""


class Here:
    """Runs calls on the spot: for a process that is itself a press."""

    def run(self, task: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The result of the call."""
        return task(*args, **kwargs)

    def start(self, task: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        """Make the call and keep its result."""
        self._result = task(*args, **kwargs)

    def finish(self) -> Any:
        """The result that was kept."""
        return self._result


class Gone(PageFault):
    """The process ended in the middle of its work."""

    def __init__(self, *problems: Problem, how: str = "") -> None:
        super().__init__(*problems)
        self.how = how


class Press:
    """Runs calls one after the other in a process of its own. Use it as a context manager."""

    def __init__(
        self,
        *,
        seconds: float = SECONDS,
        megabytes: int = MEGABYTES,
        renders: bool = True,
        anew: bool = False,
    ) -> None:
        """`seconds` for each call, `megabytes` of memory in all; `renders` for pages of paper.

        It begins `anew`, which takes half a second longer, or as a copy with all that this process holds.
        """
        self.seconds, self.megabytes, self.renders, self.anew = seconds, megabytes, renders, anew

    def __enter__(self) -> Self:
        try:
            self._folder = tempfile.mkdtemp(prefix="handouts-")
        except OSError as error:
            path = tempfile.tempdir or os.environ.get("TMPDIR", "")
            raise OutputRefused(Problem.of("O009", path=path, reason=error.strerror)) from error
        try:
            self._child = Child(_work, self._folder, self.megabytes, self.renders, anew=self.anew)
        except BaseException:  # Ctrl-C may come at any time.
            shutil.rmtree(self._folder, ignore_errors=True)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._child.end()
        shutil.rmtree(self._folder, ignore_errors=True)

    def run(self, task: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The result of the call; raises what it raised, or PageFault when it took too much."""
        self.start(task, *args, **kwargs)
        return self.finish()  # type: ignore[no-any-return]

    def start(self, task: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        """Begin a call without waiting for it."""
        # A process that is gone is told of by `finish`.
        with contextlib.suppress(OSError):
            self.pipe.send((task, args, kwargs))

    def finish(self) -> Any:
        """The result of the call that was begun; Gone where the process ended over it."""
        if not self.pipe.poll(self.seconds):
            raise PageFault(Problem.of("T005", seconds=round(self.seconds)))
        try:
            error, result = self.pipe.recv()
        except (EOFError, OSError):
            raise Gone(Problem.of("T006", megabytes=self.megabytes), how=self._child.ending()) from None
        if isinstance(error, MemoryError):
            raise Gone(Problem.of("T006", megabytes=self.megabytes), how="out of memory")
        if error:
            raise error
        return result

    @property
    def pipe(self) -> Connection:
        """Ready to be read from when a call that was begun is over."""
        return self._child.pipe


class Child:
    """A process that does some work. It ends with its parent, however that ends, and leaves Ctrl-C to it."""

    def __init__(self, work: Callable[..., None], *args: Any, anew: bool = False) -> None:
        """Begin the work; its first argument is the other end of `pipe`."""
        # A fork shares what is loaded already; with threads about, or outside Linux, it is not safe.
        can_fork = sys.platform == "linux" and threading.active_count() == 1
        context: Any = multiprocessing.get_context("fork" if can_fork and not anew else "spawn")
        self.pipe: Connection
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_begin, args=(work, theirs, *args), daemon=True)
        with _ctrl_c_held():
            self._process.start()
        theirs.close()

    def end(self) -> None:
        """End it, whatever it is at."""
        self._process.kill()
        self._process.join()
        self.pipe.close()

    def ending(self) -> str:
        """How it has ended by itself."""
        self._process.join(1)
        status = self._process.exitcode or 0
        return f"signal {-status}" if status < 0 else f"exit code {status}"


@contextlib.contextmanager
def _ctrl_c_held() -> Iterator[None]:
    """Let Ctrl-C wait; a process that begins meanwhile never hears of it, not even before it can say so."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(work: Callable[..., None], *args: Any) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # A fork holds both ends of its pipe, and would wait for ever on a parent that was killed.
    threading.Thread(target=_end_with_parent, daemon=True).start()
    work(*args)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        wait([parent.sentinel])
        _leave()


def _leave() -> None:
    """End this process; what lies about of it is removed, since its parent no longer can."""
    # The other thread may put one more file into it meanwhile.
    for _ in range(_TRIES):
        for folder in filter(os.path.exists, _folders):
            shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)


def _work(pipe: Connection, folder: str, megabytes: int, renders: bool) -> None:  # noqa: FBT001 - of Child
    tempfile.tempdir = folder
    _folders.append(folder)
    _limit_memory(megabytes)
    gc.disable()
    gc.freeze()
    if renders:
        _load_renderer()
    while True:
        try:
            task, args, kwargs = pipe.recv()
            pipe.send((None, task(*args, **kwargs)))
        except (EOFError, BrokenPipeError):
            _leave()
        except MemoryError:
            pipe.send((MemoryError(), None))
        except HandoutError as error:
            pipe.send((error, None))
        except Exception:  # noqa: BLE001 - a bug of ours: the caller raises it with this trace
            pipe.send((RuntimeError(traceback.format_exc()), None))


def _load_renderer() -> None:
    # The task that needs a library, or more memory, says that it is missing.
    # Where a library cannot be mapped into the memory there is, Python calls it an import that failed.
    with contextlib.suppress(ImportError, OSError, MemoryError):
        import handouts.fitting  # noqa: F401 - here and not in the caller, which may not need it


def _limit_memory(megabytes: int) -> None:
    try:
        import resource
    except ImportError:
        return
    limit = megabytes << 20
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    # macOS knows the limit and does not set it.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
