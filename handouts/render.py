"""A sheet to self-contained HTML: Jinja, sandboxed, and nothing else."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.bccache import Bucket
from jinja2.loaders import FunctionLoader
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from handouts.catalogue import Catalogue
from handouts.errors import InputFault, Place, Problem
from handouts.model.base import Model
from handouts.page import Guarded, Page
from handouts.pictured import wordless
from handouts.resources import Inputs
from handouts.sheet import Sheet
from handouts.sheet.worksheet import Worksheet
from handouts.wording import wording_of
from handouts.wording.base import Wording
from handouts.wording.booklet import BookletWording, Leaf
from handouts.wording.worksheet import WorksheetWording

LARGEST_PAGE = 8_000_000
"""Characters of HTML; a template that writes more has run away."""
PRINT, WEB = "document.html", "web.html"
"""The documents in which a body stands; that of a web page is never a clinic's own."""
MOST_COMPILED = 300
"""Templates that a process keeps ready; there are 40 shipped ones."""


def handout(sheet: Sheet, catalogue: Catalogue) -> Page:
    """The sheet as HTML, for the renderer or, on a screen, for a browser.

    Raises InputFault for what is wrong in a clinic's template.
    """
    frame = WEB if sheet.options.on_screen else PRINT
    return _page(wording_of(sheet, catalogue), f"{sheet.template}.html", frame)


def worksheet(content: Worksheet, catalogue: Catalogue) -> Page:
    """A clinician's worksheet as HTML."""
    return _page(WorksheetWording(content, catalogue), "worksheet.html")


def booklet(title: str, leaves: Sequence[Leaf], catalogue: Catalogue) -> tuple[str, tuple[Guarded, ...]]:
    """The sheets as one HTML document with a cover and contents, and what must stand in front of them.

    Raises InputFault for what is wrong in a clinic's template.
    """
    wording = BookletWording(title, leaves, catalogue)
    html, _ = _document("booklet.html", wording.context(), catalogue.inputs, LARGEST_PAGE * len(leaves))
    return html, tuple(wording.guarded())


def _page(wording: Wording[Any] | WorksheetWording, template: str, frame: str = PRINT) -> Page:
    html, body = _document(template, wording.context(), wording.inputs, frame=frame)
    return Page(
        html,
        body,
        guarded=tuple(wording.guarded()),
        families=frozenset({wording.family}),
        size=wording.size,
        archive=wording.archive,
        roominess=wording.roominess,
    )


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, and of the models their fields only: pydantic's methods can read files."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if isinstance(obj, Model):
            return attr in type(obj).model_fields
        return super().is_safe_attribute(obj, attr, value)


class _Compiled(BytecodeCache):
    """The templates that this process has compiled, each known by its name and its text."""

    def __init__(self) -> None:
        self._codes: OrderedDict[tuple[str, str], CodeType] = OrderedDict()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Hand over what was compiled from this text before."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was just compiled, and let go of the oldest."""
        if bucket.code:
            self._codes[bucket.key, bucket.checksum] = bucket.code
        if len(self._codes) > MOST_COMPILED:
            self._codes.popitem(last=False)


_COMPILED = _Compiled()


def _document(
    name: str,
    context: Mapping[str, Any],
    inputs: Inputs,
    most: int = LARGEST_PAGE,
    frame: str = PRINT,
) -> tuple[str, str]:
    """The filled template with the document around it, and by itself; neither of more than `most` letters.

    Raises InputFault for a picture without words: later, nobody knows it from one that only decorates.
    """
    environment = _Sandbox(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=FunctionLoader(inputs.template),
        bytecode_cache=_COMPILED,
    )
    body = _fill(environment, name, context, most)
    filled = Markup(body)  # noqa: S704 - it comes from a template, which has escaped what stands in it
    if frame == WEB:
        environment = environment.overlay(loader=FunctionLoader(partial(inputs.template, own=False)))
    html = _fill(environment, frame, {**context, "body": filled}, most)
    if missing := wordless(html):
        raise InputFault(*(Problem.of("T007", picture=picture) for picture in missing))
    return html, body


def _fill(environment: _Sandbox, name: str, context: Mapping[str, Any], most: int) -> str:
    try:
        return _joined(environment.get_template(name).generate(context), most)
    except TemplateSyntaxError as error:
        place = Place(error.filename or error.name or name, error.lineno)
        raise InputFault(Problem.of("T001", place, reason=error.message)) from None
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - a template can raise anything
        raise InputFault(_template_problem(error, name)) from None


def _joined(chunks: Iterable[str], most: int) -> str:
    parts, length = [], 0
    for chunk in chunks:
        length += len(chunk)
        if length > most:
            raise InputFault(Problem.of("T003"))
        parts.append(chunk)
    return "".join(parts)


def _template_problem(error: Exception, name: str) -> Problem:
    """The fault with the innermost template line that it passed through."""
    if isinstance(error, InputFault):
        return error.problems[0]
    place, trace = Place(name), error.__traceback__
    while trace:
        frame = trace.tb_frame
        if frame.f_code.co_filename.endswith(".html"):
            place = Place(frame.f_code.co_filename, trace.tb_lineno)
        trace = trace.tb_next
    reason = error.message if isinstance(error, TemplateError) and error.message else str(error)
    return Problem.of("T002", place, reason=reason or type(error).__name__)
