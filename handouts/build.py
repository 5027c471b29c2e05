"""One handout, from its name to a finished file: the whole product in one function."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handouts import __version__, output
from handouts.design import PAGES
from handouts.errors import (
    HandoutError,
    InputFault,
    MissingLibrary,
    OutputRefused,
    PageFault,
    Problem,
)
from handouts.resources import PACKAGE, Inputs, shown_path

if TYPE_CHECKING:
    from handouts.brand import Brand
    from handouts.catalogue import Catalogue, Entry
    from handouts.model.clinic import Paper, Profile
    from handouts.model.condition import Condition
    from handouts.model.plan import Personal
    from handouts.page import Page, Printed
    from handouts.press import Press
    from handouts.sheet import Layout, Options, Sheet


TRIAL = "sciatica"
"""The sheet on which a clinic's brand is tried."""


@dataclass(frozen=True)
class Order:
    """What is to be made. What is None is the clinic's own choice."""

    target: str
    """A slug, or a path that ends in .yaml."""
    clinic: Path | None = None
    """The clinic file; None for the neutral brand."""
    layout: Layout = "sheet"
    paper: Paper | None = None
    profile: Profile | None = None
    form: output.Format = "pdf"
    output: str | None = None
    """A folder (ends in a slash, or is one) or a file; None for the current folder."""
    personal: Personal | None = None
    strict: bool = False
    """Warnings are errors."""
    force: bool = False
    """Replace a file that the tool did not make."""

    @property
    def file(self) -> Path | None:
        """The condition file, when the target is one."""
        return Path(self.target).absolute() if self.target.lower().endswith((".yaml", ".yml")) else None


@dataclass(frozen=True)
class Built:
    """What became of an order."""

    path: Path
    made: bool
    """False when the file was up to date and is untouched."""
    pages: int = 0
    warnings: tuple[Problem, ...] = ()


def build(order: Order) -> Built:
    """Make the handout, or leave it when nothing that it was made from has changed.

    Raises HandoutError with every problem found; then nothing is written.
    """
    desk = _Desk(order)
    path = output.destination(order.output, desk.file_name())
    desk.refuse_inputs(path)
    output.check_free(path, force=order.force)
    if _is_current(path, order, desk.inputs):
        return Built(path, made=False)
    whole, pages, warnings = _make(desk)
    output.write(path, output.stamped(whole))
    return Built(path, made=True, pages=pages, warnings=warnings)


def check_clinic(file: Path) -> tuple[Problem, ...]:
    """Look at all that a clinic brings and make one sheet with it, for nobody; gives the warnings.

    Raises HandoutError with what is wrong.
    """
    desk = _Desk(Order(TRIAL, clinic=file))
    problems: list[Problem] = []
    from handouts.brand import strays
    from handouts.catalogue import OWN_KINDS

    looks: list[Callable[[], object]] = [lambda: desk.brand]
    looks += [partial(desk.catalogue.all, kind) for kind in OWN_KINDS]
    for look in looks:
        try:
            look()
        except HandoutError as error:
            problems.extend(error.problems)
    if problems:
        raise InputFault(*dict.fromkeys(problems))
    return (*strays(file.parent), *_make(desk)[2])


def check_apart(orders: Sequence[Order]) -> None:
    """Raise OutputRefused where two orders would be written to one file."""
    file = orders[0].output
    if file and len(orders) > 1 and not output.is_folder(file):
        raise OutputRefused(Problem.of("O006", count=len(orders)))
    # Other systems do not tell capitals from small letters in names.
    by_name: dict[str, str] = {}
    for order in orders:
        stem = order.file.stem.casefold() if order.file else order.target
        first = by_name.setdefault(stem, order.target)
        if first != order.target:
            raise OutputRefused(Problem.of("O005", first=first, second=order.target, path=stem))


def _make(desk: _Desk) -> tuple[bytes, int, tuple[Problem, ...]]:
    """The finished file without its digest, its pages, and the warnings; raises HandoutError."""
    from handouts import sheet
    from handouts.press import Press

    order = desk.order
    with Press() as press:
        content = sheet.compose(desk.entry, desk.catalogue, desk.brand, desk.options, desk.personal)
        page = desk.render(content, press)
        made_from = None if order.personal else _made_from(order, desk.inputs)
        press.start(_print, page, content.options.paper, output.seal(made_from), fixed=order.layout in PAGES)
        from handouts import proof  # While the press is busy.

        printed = press.finish()
        looked_at = (printed.pdf, page.guarded, content.options.paper)
        # A clinic's styles can put millions of letters on a page.
        found = press.run(proof.check, *looked_at) if desk.brand.shapes_pages else proof.check(*looked_at)
    problems = [
        *content.brand.warnings,
        *printed.complaints,
        *(each.problem(shipped=not content.additions) for each in printed.overflows),
        *found,
    ]
    errors = [each for each in problems if each.severity == "error" or order.strict]
    if errors:
        raise PageFault(*errors)
    html = (printed.html + output.comment(made_from)).encode()
    whole = printed.pdf if order.form == "pdf" else html
    return whole, printed.page_count, tuple(problems)


class _Desk:
    """What an order is made from, fetched when it is first asked for."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.inputs = Inputs(
            clinic=order.clinic.parent if order.clinic else None,
            file=order.file.parent if order.file else None,
        )

    @cached_property
    def catalogue(self) -> Catalogue:
        from handouts.catalogue import Catalogue

        return Catalogue(self.inputs)

    @cached_property
    def brand(self) -> Brand:
        from handouts import brand

        return brand.load(self.order.clinic, self.catalogue)

    @cached_property
    def entry(self) -> Entry[Condition]:
        if self.order.file:
            return self.catalogue.condition_file(self.order.file)
        return self.catalogue.condition(self.order.target)

    @cached_property
    def options(self) -> Options:
        from handouts.sheet import Options

        return Options(
            layout=self.order.layout,
            paper=self.order.paper or self.brand.paper,
            profile=self.order.profile or self.brand.clinic.profile,
        )

    @cached_property
    def personal(self) -> Personal:
        from handouts.model.plan import Personal

        return self.order.personal or Personal()

    def file_name(self) -> str:
        """The file's own name: what differs from the clinic's usual sheet stands in it."""
        order = self.order
        slug = self.entry.model.slug if order.file else order.target
        parts = [] if order.layout == "sheet" else [str(order.layout)]
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

    def render(self, content: Sheet, press: Press) -> Page:
        """The page as HTML; a clinic's own templates run under guard."""
        from handouts import render

        if not self.brand.own_templates:
            return render.handout(content, self.catalogue)
        page, self.inputs.record = press.run(_render, content, self.catalogue)
        return page


def _render(content: Sheet, catalogue: Catalogue) -> tuple[Page, dict[str, str | None]]:
    from handouts import render

    return render.handout(content, catalogue), catalogue.inputs.record


def _print(page: Page, paper: Paper, metadata: str, *, fixed: bool) -> Printed:
    try:
        from handouts import fitting
    except OSError as error:
        raise MissingLibrary(Problem.of("E001", reason=str(error).splitlines()[0])) from None
    return fitting.print_page(page, paper, metadata, fixed=fixed)


def _is_current(path: Path, order: Order, inputs: Inputs) -> bool:
    """Whether the file is there, untouched, and made from what would be read now."""
    found = None if order.personal else output.read_seal(path)
    if found is None or not found.made_from:
        return False
    same_order = found.made_from["order"] == _asked(order) and found.made_from["tools"] == _tools()
    return same_order and not inputs.changes(found.made_from["inputs"])


def _made_from(order: Order, inputs: Inputs) -> dict[str, Any]:
    return {"order": _asked(order), "tools": _tools(), "inputs": inputs.record}


def _asked(order: Order) -> dict[str, Any]:
    """The order as far as it shapes the page; the rest follows from the inputs."""
    return {
        "target": order.file.name if order.file else order.target,
        "clinic": order.clinic.name if order.clinic else None,
        "layout": order.layout,
        "paper": order.paper,
        "profile": order.profile,
    }


@cache
def _tools() -> dict[str, str]:
    """What the page is made with: this code, and the renderer."""
    from importlib.metadata import version

    code = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*.py")):
        code.update(path.read_bytes())
    return {
        "handouts": f"{__version__} {code.hexdigest()[:16]}",
        "weasyprint": version("weasyprint"),
    }
