"""What one order is made from, fetched when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from handouts import output
from handouts.errors import InputFault, OutputRefused, Problem
from handouts.order import Order
from handouts.printing import PAGELESS, clashes, form_parts
from handouts.resources import Inputs, shown_path

if TYPE_CHECKING:
    from handouts.brand import Brand
    from handouts.catalogue import Catalogue, Entry
    from handouts.model.leaflet import Leaflet
    from handouts.model.plan import Personal
    from handouts.sheet import Options


class Desk:
    """The order, and beside it all that belongs to it; each part raises HandoutError with its faults."""

    def __init__(self, order: Order, beside: Desk | None = None) -> None:
        """`beside` is the desk of another order of this clinic, whose catalogue serves for both."""
        self.order = order
        self.beside = beside
        own = Inputs(
            clinic=order.clinic.parent if order.clinic else None,
            file=order.file.parent if order.file else None,
        )
        self.inputs: Inputs = beside.inputs if beside else own

    @cached_property
    def catalogue(self) -> Catalogue:
        """The entries that the clinic sees."""
        from handouts.catalogue import of_clinic

        return self.beside.catalogue if self.beside else of_clinic(self.order.clinic, self.inputs)

    @cached_property
    def brand(self) -> Brand:
        """The clinic's brand, with what a pack changes."""
        from handouts import brand

        own = brand.load(self.order.clinic, self.catalogue)
        own = own.saving_ink() if self.order.printing.ink_saver else own
        return own.changed(self.order.target, self.order.changes) if self.order.changes else own

    @cached_property
    def entry(self) -> Entry[Leaflet]:
        """What is printed; raises InputFault for what it has not, or what does not go together."""
        from handouts.model.condition import Condition

        order = self.order
        if found := list(clashes(order.layout, order.printing, order.form, paper=order.paper)):
            raise InputFault(*found)
        file = order.file
        entry = self.catalogue.leaflet_file(file) if file else self.catalogue.leaflet(order.target)
        name = entry.model.name
        if isinstance(entry.model, Condition):
            if order.printing.easy and entry.model.easy is None:
                raise InputFault(Problem.of("N026", entry.source.place(["slug"]), name=name))
        elif order.for_conditions:
            raise InputFault(*(Problem.of("N023", option=each, name=name) for each in order.for_conditions))
        return entry

    @cached_property
    def options(self) -> Options:
        """How it is to be printed."""
        from handouts.sheet import Options

        order = self.order
        return Options(
            layout=order.layout,
            printing=order.printing,
            paper=order.paper or self.brand.paper,
            profile=order.profile or self.brand.clinic.profile,
            on_screen=order.form in PAGELESS,
        )

    @cached_property
    def personal(self) -> Personal:
        """What is for one person; nothing, mostly."""
        from handouts.model.plan import Personal

        return self.order.personal or Personal()

    def file_name(self) -> str:
        """The file's own name: what differs from the clinic's usual sheet stands in it."""
        order = self.order
        slug = self.entry.model.name if order.file else order.target
        parts = form_parts(order.layout, order.printing)
        if order.paper and order.paper != self.brand.paper:
            parts.append(order.paper)
        if order.profile and order.profile != self.brand.clinic.profile:
            parts.append(order.profile)
        if order.personal:
            parts.append("personal")
        return output.file_name(slug, parts, order.form)

    def refuse_inputs(self, path: Path) -> None:
        """The handout must not replace what it is made from, whatever --force says."""
        sources = [self.order.file, self.order.clinic]
        if any(source and path.exists() and path.samefile(source) for source in sources):
            raise OutputRefused(Problem.of("O004", path=shown_path(path)))
