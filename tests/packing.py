"""Packs whose sheets are made at once: real inputs, real records, and a few bytes in place of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from handouts import output
from handouts.desk import Desk
from handouts.errors import HandoutError
from handouts.making import Made
from handouts.order import Booklet, Order
from handouts.pack import workers
from handouts.pack.progress import Progress
from handouts.pack.run import Asked, run
from handouts.pack.summary import Summary
from handouts.record import made_from
from handouts.sheet import compose

Maker = Callable[[Any], Made]


def make_at_once(order: Order) -> Made:
    """All that a sheet is made from is read; its page is a line."""
    desk = Desk(order)
    content = compose(desk.entry, desk.catalogue, desk.brand, desk.options, desk.personal)
    for card in content.cards:
        desk.inputs.figure(card.exercise.id)
    record = made_from(order, desk.inputs)
    words = f"%PDF-fake {content.condition.title} for {desk.brand.clinic.name}\n{output.seal(record)}\n"
    return Made(
        content=output.stamped(words.encode()),
        pages=2,
        warnings=(),
        name=content.condition.slug,
        version=content.condition.version,
        reviewed=None,
        record=record,
    )


def use(monkeypatch: pytest.MonkeyPatch, maker: Maker) -> list[str]:
    """Let this make the sheets, here and one after the other; gives the list of what it makes."""
    made: list[str] = []

    def make_all(
        orders: Sequence[Order | Booklet], _count: int, _seconds: float, watch: workers.Watch
    ) -> Iterator[tuple[int, workers.Outcome]]:
        for place, order in enumerate(orders):
            watch([place])
            made.append(order.target if isinstance(order, Order) else order.title)
            try:
                outcome: workers.Outcome = maker(order)
            except HandoutError as error:
                outcome = error
            yield place, outcome

    monkeypatch.setattr(workers, "make_all", make_all)
    return made


class Quiet(Progress):
    """Says nothing."""


def pack(folder: Path, *, conditions: Sequence[str] = (), **options: Any) -> Summary:
    """Run a pack; without conditions and files, of the whole library."""
    everything = not (conditions or options.get("files"))
    return run(Asked(folder, conditions=tuple(conditions), everything=everything, **options), Quiet())
