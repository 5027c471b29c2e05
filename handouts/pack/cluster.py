"""The same sheets on many machines, through a Dask scheduler: what a sheet needs travels with its task.

No disk is shared: a clinic's files go out as bytes and the finished PDF comes back as bytes. Dask counts the
workers that were lost over a task, gives their tasks to others, and at last says that the task kills.
"""

from __future__ import annotations

import hashlib
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from handouts.errors import HandoutError, MissingLibrary, OutputRefused, PageFault, Problem
from handouts.making import Made
from handouts.order import Booklet, Order
from handouts.pack.parcel import Parcel, pack, unpack
from handouts.pack.workers import TICK, Outcome, Watch, make_one
from handouts.record import tools
from handouts.resources import CONTENT, FONTS, shipped

AHEAD = 2
"""Sheets handed out for each thread of the cluster: one being made, one waiting beside it."""
SECONDS_TO_CONNECT = 10
_one_at_a_time = threading.Lock()
"""The renderer is used by one thread of a process at a time."""


def make_all(
    orders: Sequence[Order | Booklet], address: str, seconds: float, watch: Watch
) -> Iterator[tuple[int, Outcome]]:
    """Make the orders on the cluster of this scheduler; gives each one's place and what became of it.

    Raises MissingLibrary without Dask, OutputRefused where the scheduler cannot be reached, has no workers,
    or has workers that would print other pages than this machine.
    """
    try:
        from distributed import Client
    except ModuleNotFoundError as error:
        raise MissingLibrary(Problem.of("E004", name=error.name)) from None
    try:
        client = Client(address, timeout=SECONDS_TO_CONNECT)
    except (OSError, ValueError, TimeoutError) as error:
        raise OutputRefused(Problem.of("M020", address=address, reason=error)) from None
    with client:
        _refuse_others(client, address)
        yield from _Hand(client, orders, seconds, watch).run()


class _Hand:
    """Hands out the orders, a few at a time, and takes in what comes back."""

    def __init__(self, client: Any, orders: Sequence[Order | Booklet], seconds: float, watch: Watch) -> None:
        self.client, self.orders, self.seconds, self.watch = client, orders, seconds, watch
        self.waiting = list(reversed(range(len(orders))))
        self.out: dict[Any, tuple[int, float]] = {}
        self.parcels: dict[Path, Parcel] = {}

    def run(self) -> Iterator[tuple[int, Outcome]]:
        from distributed import wait

        while self.waiting or self.out:
            for place, error in self.fill():
                yield place, error
            self.watch([place for place, _ in self.out.values()])
            if not self.out:
                continue
            try:
                done = wait(list(self.out), timeout=TICK, return_when="FIRST_COMPLETED").done
            except TimeoutError:
                done = ()
            for future in done:
                place, _ = self.out.pop(future)
                yield place, _outcome(future)
            yield from self.late()

    def fill(self) -> Iterator[tuple[int, HandoutError]]:
        """Hand out as many as the cluster can make soon; gives those whose clinic cannot be read."""
        threads = sum(self.client.nthreads().values())
        while self.waiting and len(self.out) < max(1, AHEAD * threads):
            place = self.waiting.pop()
            order = self.orders[place]
            try:
                parcel = self.parcel(order.clinic) if order.clinic else None
            except HandoutError as error:
                yield place, error
                continue
            future = self.client.submit(_make, order, parcel, fingerprint(), pure=False, retries=0)
            self.out[future] = (place, time.monotonic() + AHEAD * self.seconds * order.share)

    def parcel(self, clinic: Path) -> Parcel:
        """The clinic's files; those of one clinic are read once a run."""
        if clinic not in self.parcels:
            self.parcels[clinic] = pack(clinic)
        return self.parcels[clinic]

    def late(self) -> Iterator[tuple[int, Outcome]]:
        """Give up what takes too long, and start the workers anew that hang over it."""
        now = time.monotonic()
        late = [future for future, (_, until) in self.out.items() if now > until]
        if not late:
            return
        keys = {future.key for future in late}
        hanging = [worker for worker, held in self.client.processing().items() if keys & set(held)]
        self.client.cancel(late, force=True)
        if hanging:
            self.client.restart_workers(hanging, raise_for_error=False)
        for future in late:
            place, _ = self.out.pop(future)
            seconds = self.seconds * self.orders[place].share
            yield place, PageFault(Problem.of("M010", seconds=f"{seconds:g}"))


@cache
def fingerprint() -> str:
    """What decides a page besides the clinic: this code, the renderer, the shipped words and looks."""
    digest = hashlib.sha256(repr(sorted(tools().items())).encode())
    for folder in (CONTENT, FONTS, shipped("templates"), shipped("styles")):
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _make(order: Order | Booklet, parcel: Parcel | None, wanted: str) -> Made | HandoutError:
    """One sheet, on a worker. A fault is a result like another: Dask is not to try it again."""
    if fingerprint() != wanted:
        return OutputRefused(Problem.of("M021", versions=f"{fingerprint()} ({_versions()})", ours=wanted))
    _keep_to_own_folder()
    try:
        with _one_at_a_time:
            return make_one(order.moved(unpack(parcel)) if parcel else order)
    except HandoutError as error:
        return error


def _keep_to_own_folder() -> None:
    """Put what is only for now, fonts and parcels, where Dask clears up after a worker that has ended."""
    from distributed import get_worker

    with suppress(ValueError):  # A test calls this without a worker.
        tempfile.tempdir = get_worker().local_directory


def _versions() -> str:
    return ", ".join(f"{name} {version}" for name, version in tools().items())


def _refuse_others(client: Any, address: str) -> None:
    """Refuse workers that would print other pages; one that joins later refuses its tasks itself."""
    try:
        found: dict[str, str] = client.run(fingerprint)
    except Exception as error:  # noqa: BLE001 - a worker without the tool fails in any way
        raise OutputRefused(Problem.of("M022", address=address, reason=error)) from None
    if not found:
        raise OutputRefused(Problem.of("M023", address=address))
    others = {worker: theirs for worker, theirs in found.items() if theirs != fingerprint()}
    if others:
        versions = client.run(_versions)
        told = [f"{worker}: {theirs} ({versions.get(worker)})" for worker, theirs in others.items()]
        raise OutputRefused(*(Problem.of("M021", versions=each, ours=fingerprint()) for each in told))


def _outcome(future: Any) -> Outcome:
    from distributed import KilledWorker

    try:
        outcome: Outcome = future.result()
    except KilledWorker as error:
        return PageFault(Problem.of("M009", how=f"worker {getattr(error, 'last_worker', '')} was lost"))
    except Exception as error:  # noqa: BLE001 - a bug of ours on another machine: told of, not lost
        return PageFault(Problem.of("M011", reason=f"{type(error).__name__}: {error}"))
    return outcome
