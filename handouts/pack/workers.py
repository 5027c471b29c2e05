"""Workers that stay warm and make sheets side by side. One that dies or hangs costs its one sheet.

Each is a press with a pipe of its own: a pool whose workers share a pipe, and a lock for it, is lost as a
whole when one of them dies with the lock in its hands.
"""

from __future__ import annotations

import gc
import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from functools import cache
from multiprocessing.connection import Connection, wait

from handouts import booklet
from handouts.desk import Desk
from handouts.errors import HandoutError, PageFault, Problem
from handouts.making import Made, make
from handouts.order import Booklet, Order
from handouts.press import Gone, Here, Press

TICK = 0.1
"""Seconds after which whoever watches is told what is being made."""
TRIES = 2
RENEWED_AFTER = 300
"""Sheets that one process makes: the renderer's libraries keep about 40 KB of each."""

Outcome = Made | HandoutError
Watch = Callable[[Sequence[int]], None]
"""Is told which orders, by their place, are being made just now."""


def cores() -> int:
    """How many processors there are for this process."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS and Windows
        return os.cpu_count() or 1


def make_one(order: Order | Booklet) -> Made:
    """One sheet or booklet, made in this process, which is bounded itself; raises HandoutError."""
    made = make(Desk(order), Here()) if isinstance(order, Order) else booklet.make(order, Here())
    # A press does not look for garbage by itself, and each sheet leaves ten megabytes of it.
    gc.collect()
    _keep_what_is_loaded()
    return made


@cache
def _keep_what_is_loaded() -> None:
    """What came with the first sheet is there to stay, and need not be looked at again."""
    gc.freeze()


def make_all(
    orders: Sequence[Order | Booklet], count: int, seconds: float, watch: Watch
) -> Iterator[tuple[int, Outcome]]:
    """Make the orders in `count` processes; gives each one's place and what became of it, as it is done.

    A sheet may take `seconds`, a booklet a tenth of it more for each of its sheets. When the caller stops
    asking, all processes end at once.
    """
    waiting = deque(range(len(orders)))
    with ExitStack() as open_ones:
        workers = [open_ones.enter_context(closing(_Worker(seconds))) for _ in orders[:count]]
        while True:
            for worker in workers:
                if worker.place is None and waiting:
                    place = waiting.popleft()
                    worker.begin(place, orders[place])
            busy = {worker.place: worker for worker in workers if worker.place is not None}
            if not busy:
                return
            watch(list(busy))
            ready = wait([worker.pipe for worker in busy.values()], timeout=TICK)
            for at, worker in busy.items():
                outcome = worker.outcome(is_ready=worker.pipe in ready)
                if outcome is not None:
                    yield at, outcome


class _Worker:
    """A press, and the order that it is at."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.place: int | None = None
        self._made = 0
        self._press = Press().__enter__()

    def close(self) -> None:
        """End the process, whatever it is at."""
        self._press.__exit__(None, None, None)

    @property
    def pipe(self) -> Connection:
        """Ready when there is an outcome."""
        return self._press.pipe

    def begin(self, place: int, order: Order | Booklet) -> None:
        """Begin to make an order."""
        if self._made >= RENEWED_AFTER:
            self._renew()
        self._made += 1
        self.place, self._order, self._tries = place, order, 0
        self._try()

    def outcome(self, *, is_ready: bool) -> Outcome | None:
        """What became of the order; None while it is being made."""
        try:
            done: Outcome | None = self._press.finish() if is_ready else self._late()
        except Gone as error:
            self._renew()
            if self._tries < TRIES:
                self._try()
                return None
            done = PageFault(Problem.of("M009", how=error.how))
        except HandoutError as error:
            done = error
        except RuntimeError as error:  # A bug of ours, with its trace.
            done = PageFault(Problem.of("M011", reason=str(error).strip().splitlines()[-1]))
        if done is not None:
            self.place = None
        return done

    def _late(self) -> PageFault | None:
        if time.monotonic() <= self._until:
            return None
        self._renew()
        return PageFault(Problem.of("M010", seconds=f"{self.seconds * self._order.share:g}"))

    def _try(self) -> None:
        self._tries += 1
        self._until = time.monotonic() + self.seconds * self._order.share
        self._press.start(make_one, self._order)

    def _renew(self) -> None:
        self.close()
        # By now the run's own process knows of thousands of files, which a copy of it would hold, too.
        self._press, self._made = Press(anew=True).__enter__(), 0
