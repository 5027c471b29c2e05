"""A clinician's worksheet, from the findings of the checks to a finished file."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

from handouts import output
from handouts.desk import Desk
from handouts.making import print_page, proved, refuse, rendered
from handouts.order import Order
from handouts.press import Press, Runner
from handouts.record import made_from
from handouts.resources import shown_path

if TYPE_CHECKING:
    from handouts.catalogue import Catalogue
    from handouts.checks.report import Report, Reports
    from handouts.readability import Grade
    from handouts.sheet.worksheet import Findings

KIND = "worksheet"


def write_all(orders: Iterable[Order], reports: Reports) -> Iterator[Path]:
    """Print the worksheets of these sheets, of which the checks have reported, one after the other."""
    with Press() as press:
        for order in orders:
            desk = Desk(order)
            name = desk.entry.model.name
            report = next(each for each in reports.entries if each.name == name)
            yield write(desk, findings(report, desk.catalogue), press)


def findings(report: Report, catalogue: Catalogue) -> Findings:
    """What a worksheet takes over from the checks."""
    from handouts.checks.rating import Items
    from handouts.checks.rules import Rules
    from handouts.sheet.worksheet import Findings

    grade = cast("Grade", report.grade)  # Every sheet has a message, which can be measured.
    return Findings(grade, report.scores, Rules(catalogue).of(Items).for_a_person)


def write(desk: Desk, findings: Findings, press: Runner) -> Path:
    """Print the worksheet of what is ordered, as SLUG.worksheet.pdf; gives its path.

    Raises HandoutError with every problem found; then nothing is written.
    """
    from handouts import render
    from handouts.sheet.worksheet import compose

    order, leaflet, paper = desk.order, desk.entry.model, desk.options.paper
    path = output.destination(order.output, output.file_name(leaflet.name, [KIND], "pdf"))
    desk.refuse_inputs(path)
    output.check_free(path, force=order.force)
    content = compose(
        leaflet, desk.catalogue, desk.brand, paper, findings, command=command(order, leaflet.name)
    )
    page = rendered(render.worksheet, content, desk.catalogue, brand=desk.brand, press=press)
    record = made_from(order, desk.inputs)
    record["order"]["layout"] = KIND
    # It is set so that one page is enough; where that cannot be, it runs on.
    printed = press.run(print_page, page, output.seal(record), fixed=True)
    problems = (
        *desk.catalogue.unfinished,
        *printed.complaints,
        *proved(printed.pdf, page.guarded, page.size, brand=desk.brand, press=press),
    )
    refuse(problems)
    output.write(path, output.stamped(printed.pdf))
    return path


def command(order: Order, name: str) -> str:
    """The command that records a signature, with blanks to fill in."""
    clinic = shown_path(order.clinic.parent) if order.clinic else "DIR"
    where = "" if clinic == "." else f" --clinic {shlex.quote(clinic)}"
    return f'handout review {name} --by "Name, credentials" --on YYYY-MM-DD{where}'
