"""One handout, from its order to finished bytes. Nothing is written; only the press knows the renderer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from handouts import output
from handouts.desk import Desk
from handouts.errors import MissingLibrary, PageFault, Problem
from handouts.press import Here, Runner
from handouts.record import Record, made_from

if TYPE_CHECKING:
    from handouts.brand import Brand
    from handouts.catalogue import Catalogue
    from handouts.design import PageSize
    from handouts.page import Guarded, Page, Printed
    from handouts.sheet import Sheet

T = TypeVar("T")
R = TypeVar("R")


class Words(NamedTuple):
    """What a handout says of its words."""

    name: str
    """The short name of what was printed."""
    version: str
    """Such as "1.0"."""
    reviewed: str | None
    """Who has reviewed them, and when; None where nobody has."""


@dataclass(frozen=True)
class Made:
    """A handout that is finished and not yet written; a plain record, which may come from anywhere."""

    content: bytes
    pages: int
    warnings: tuple[Problem, ...]
    name: str
    """The short name of what was printed."""
    version: str
    """Of the words, such as "1.0"."""
    reviewed: str | None
    """Who has reviewed the words, and when; None where nobody has."""
    record: Record | None
    """What it was made from; None for a handout made for one person."""
    sheets: tuple[Words, ...] = ()
    """Of a booklet, which has a title for a name and no version: what each of its handouts says."""


@dataclass(frozen=True)
class Laid:
    """Pages that are laid out and not yet judged."""

    content: Sheet
    printed: Printed
    record: Record | None
    problems: tuple[Problem, ...]
    """What speaks against handing them out, errors and warnings."""


class _Finished(NamedTuple):
    """A file that is finished and not yet judged."""

    content: bytes
    pages: int
    sheet: Sheet
    record: Record | None
    problems: tuple[Problem, ...]


def make(desk: Desk, press: Runner) -> Made:
    """Make what was ordered; whatever a clinic brings that can run on for ever runs in the press.

    Pictures of pages are made from the PDF, which this gives. Raises HandoutError with every problem found.
    """
    finish = {"html": _as_web_page, "txt": _as_text}.get(desk.order.form, _as_pages)
    done = finish(desk, press)
    refuse(done.problems, strict=desk.order.strict)
    return Made(
        content=done.content,
        pages=done.pages,
        warnings=done.problems,
        **words_of(done.sheet)._asdict(),
        record=done.record,
    )


def refuse(problems: Iterable[Problem], *, strict: bool = False) -> None:
    """Raise PageFault with the errors, or with the warnings too."""
    if errors := [each for each in problems if strict or each.severity == "error"]:
        raise PageFault(*errors)


def words_of(content: Sheet) -> Words:
    """What this sheet says of its words."""
    leaflet, review = content.leaflet, content.review
    reviewed = f"{review.on} by {review.by}" if review.state == "reviewed" else None
    return Words(leaflet.name, leaflet.version, reviewed)


def lay_out(desk: Desk, press: Runner) -> Laid:
    """The pages as they would be printed; raises HandoutError where there are none."""
    content = _composed(desk)
    page = _filled_in(content, desk, press)
    record = _record(desk)
    press.start(print_page, page, output.seal(record), fixed=bool(content.pages))
    import handouts.proof  # noqa: F401 - while the press is busy

    unfit = _of_words(content, desk)
    printed = press.finish()
    problems = (
        *unfit,
        *printed.complaints,
        *(each.problem(shipped=not content.additions) for each in printed.overflows),
        *proved(printed.pdf, page.guarded, page.size, brand=desk.brand, press=press),
    )
    return Laid(content, printed, record, problems)


def _as_pages(desk: Desk, press: Runner) -> _Finished:
    """As PDF, or as the HTML that it is made from."""
    laid = lay_out(desk, press)
    whole = laid.printed.pdf
    if desk.order.form == "print":
        whole = (laid.printed.html + output.comment(laid.record)).encode()
    return _Finished(output.stamped(whole), laid.printed.page_count, laid.content, laid.record, laid.problems)


def _as_web_page(desk: Desk, press: Runner) -> _Finished:
    from handouts import webproof

    content = _composed(desk)
    page = _filled_in(content, desk, press)
    look = press.run if desk.brand.own_templates else Here().run
    problems = (*_of_words(content, desk), *look(webproof.check, page.body, page.guarded))
    record = _record(desk)
    whole = (page.html + output.comment(record)).encode()
    return _Finished(output.stamped(whole), 0, content, record, problems)


def _as_text(desk: Desk, _press: Runner) -> _Finished:
    from handouts.plaintext import as_text

    content = _composed(desk)
    text = output.signed(as_text(content, desk.catalogue), personal=bool(desk.order.personal))
    return _Finished(text, 0, content, _record(desk), _of_words(content, desk))


def _composed(desk: Desk) -> Sheet:
    from handouts import sheet

    return sheet.compose(desk.entry, desk.catalogue, desk.brand, desk.options, desk.personal)


def _filled_in(content: Sheet, desk: Desk, press: Runner) -> Page:
    from handouts import render

    return rendered(render.handout, content, desk.catalogue, brand=desk.brand, press=press)


def _record(desk: Desk) -> Record | None:
    return None if desk.order.personal else made_from(desk.order, desk.inputs)


def _of_words(content: Sheet, desk: Desk) -> tuple[Problem, ...]:
    """What speaks against the words, whatever they stand on."""
    unfit = _unfit(content, desk.catalogue)
    return (*desk.catalogue.unfinished, *content.brand.warnings, *unfit)


def _unfit(content: Sheet, catalogue: Catalogue) -> list[Problem]:
    """Exercises that were chosen for this sheet and are not for those who have the condition."""
    from handouts.sheet import ConditionSheet

    if not isinstance(content, ConditionSheet) or not content.chosen:
        return []  # Nothing to look at, so that no rule need be read.
    from handouts.checks.demands import unfit_choices
    from handouts.checks.precautions import Precautions
    from handouts.checks.rules import Rules

    title = content.condition.title_in_text
    return [
        Problem.of("G010", name=name, demand=demand, title=title, because=rule.because)
        for name, demand, rule in unfit_choices(content, Rules(catalogue).of(Precautions))
    ]


def load_renderer() -> None:
    """Load what lays pages out; raises MissingLibrary."""
    try:
        import handouts.fitting  # noqa: F401 - what it needs of the system may be missing
    except OSError as error:
        raise MissingLibrary(Problem.of("E001", reason=str(error).splitlines()[0])) from None


def rendered(
    render: Callable[[T, Catalogue], R], content: T, catalogue: Catalogue, *, brand: Brand, press: Runner
) -> R:
    """What `render` makes of the content; a clinic's own templates run in the press.

    Raises InputFault for their faults.
    """
    if not brand.own_templates:
        return render(content, catalogue)
    made, catalogue.inputs.record = press.run(_rendered, render, content, catalogue)
    return made


def _rendered(
    render: Callable[[T, Catalogue], R], content: T, catalogue: Catalogue
) -> tuple[R, dict[str, str | None]]:
    return render(content, catalogue), catalogue.inputs.record


def proved(
    pdf: bytes, guarded: Sequence[Guarded], size: PageSize, *, brand: Brand, press: Runner
) -> list[Problem]:
    """What is not on the pages as it must be; where a clinic's styles shaped them, the press looks."""
    from handouts import proof

    if brand.shapes_pages:  # Styles can put millions of letters on a page.
        return press.run(proof.check, pdf, guarded, size)
    return proof.check(pdf, guarded, size)


def print_page(page: Page, metadata: str, *, fixed: bool) -> Printed:
    """The page as PDF; raises MissingLibrary where the renderer cannot start, PageFault."""
    load_renderer()
    from handouts import fitting

    return fitting.print_page(page, metadata, fixed=fixed)
