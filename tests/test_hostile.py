"""Templates, styles, pictures and fonts of a clinic that mean harm: they end in words and reach nothing."""

from __future__ import annotations

import base64
import contextlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from handouts.build import build
from handouts.errors import HandoutError, InputFault, PageFault
from handouts.order import Order
from handouts.page import Page
from handouts.press import Press
from tests.conftest import SHORT, MakeClinic, png, printed, render_clinic

ROOT = Path(__file__).parent.parent


def codes(error: HandoutError) -> set[str]:
    return {problem.code for problem in error.problems}


def svg(inner: str) -> str:
    """An SVG picture as a CSS address, as no check of the clinic's pictures sees it."""
    text = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inner}</svg>'
    return f"url(data:image/svg+xml;base64,{base64.b64encode(text.encode()).decode()})"


def wide(side: int) -> str:
    """A black PNG picture of this many pixels a side, as a CSS address."""
    return f"url(data:image/png;base64,{base64.b64encode(png(side, side)).decode()})"


# Templates

ESCAPES = [
    '{{ "".__class__.__mro__[1].__subclasses__() }}',
    '{{ "{0.__class__}".format(1) }}',
    '{{ ("{0.__class__}" | string).format(1) }}',
    '{{ "{x.__class__}".format_map({"x": 1}) }}',
    "{{ fill.__globals__ }}",
    "{{ most.__self__ }}",
    "{{ most.__func__.__globals__ }}",
    "{{ pictures.__self__.inputs }}",
    '{{ fill | attr("__globals__") }}',
    '{{ (fill | attr("__globals__"))["Inputs"] }}',
    "{{ self.__init__.__globals__ }}",
    '{{ cycler.__init__.__globals__.os.popen("id") }}',
    "{{ lipsum.__globals__ }}",
    "{{ condition.__class__.__init__ }}",
    "{{ clinic._x }}",
    '{% import "os" as os %}',
    '{% include "../clinic.yaml" %}',
    '{% include "../../secret" %}',
    '{% include "../../../../../../../../etc/hosts" %}',
    '{% include "/etc/hosts" %}',
    '{% extends "..\\\\..\\\\secret" %}',
    '{% include "\\0" %}',
    '{% include "" %}',
    '{% include "." %}',
    "{% include fill %}",
    f'{{% include "{"x" * 300}" %}}',
    "{% do cards.append(1) %}",
    "{{ cards.clear() }}",
    "{{ labels.update({}) }}",
    "{{ labels.headings.clear() }}",
    "{{ undefined_name }}",
    "{{ 1 / 0 }}",
    "{{ range(10**9) | list }}",
    "{% if %}",
    "{{",
    '{% include "title.html" %}',
    "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    "{% for a in range(99999) %}{% for b in range(99999) %}aaaaaaaaaaaaaaaa{% endfor %}{% endfor %}",
    '{{ "a".ljust(9 * 10**6) }}',
]


@pytest.mark.parametrize("template", ESCAPES)
def test_a_template_that_reaches_out_or_runs_away_fails_at_its_line(
    template: str, clinic: MakeClinic
) -> None:
    file = clinic(files={"templates/title.html": f"<p>\n</p>\n{template}", "../secret": "hunter2"})
    with pytest.raises(InputFault) as caught, Press(seconds=20, megabytes=1024) as press:
        press.run(render_clinic, file)
    assert codes(caught.value) <= {"T001", "T002", "T003"}
    (problem,) = caught.value.problems
    assert "hunter2" not in str(problem)
    assert problem.code == "T003" or Path(problem.place.file).name == "title.html"


@pytest.mark.parametrize("attribute", ["__globals__", "__self__", "__init__"])
def test_a_template_cannot_look_behind_what_it_is_given(attribute: str, clinic: MakeClinic) -> None:
    template = f'{{{{ [fill, most] | map(attribute="{attribute}") | map("string") | join }}}}'
    file = clinic(files={"templates/title.html": template})
    with pytest.raises(InputFault) as caught:
        render_clinic(file)
    assert codes(caught.value) == {"T002"}


PICKLED = "cos\\nmkdir\\n(S'{}'\\ntR."


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("model", ["condition", "clinic", "personal", "cards[0].exercise", "shared"])
def test_a_template_runs_no_program(model: str, clinic: MakeClinic, tmp_path: Path) -> None:
    planted = tmp_path / "planted"
    call = f'parse_raw("{PICKLED.format(planted)}".encode(), proto="pickle", allow_pickle=True)'
    file = clinic(files={"templates/title.html": f"{{{{ {model}.{call} }}}}"})
    with contextlib.suppress(HandoutError):
        render_clinic(file)
    assert not planted.exists()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_template_reads_no_file(clinic: MakeClinic, tmp_path: Path) -> None:
    (tmp_path / "secret.json").write_text('{"by": "hunter2", "on": "2026-11"}')
    call = f'{{{{ clinic.show.parse_file("{tmp_path}/secret.json") }}}}'
    with pytest.raises(InputFault) as caught:
        render_clinic(clinic(files={"templates/title.html": call}))
    assert "unsafe" in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "{f.__globals__}",
        "{f.__globals__[base64].__file__}",
        "{f.__class__}",
        "{0.__class__}",
        "{",
        "{}",
    ],
)
def test_a_label_of_a_template_reaches_nothing(text: str, clinic: MakeClinic) -> None:
    template = f'{{{{ fill("{text}", f=fill) }}}}{{{{ count({{"other": "{text}"}}, 3, f=fill) }}}}'
    html = ""
    with contextlib.suppress(InputFault):
        html = render_clinic(clinic(files={"templates/title.html": template})).html
    for reached in ("&lt;function", "&lt;class", "&lt;module", "base64.py"):
        assert reached not in html


@pytest.mark.parametrize(
    ("template", "code"),
    [
        ("{{ 2 ** (2 ** 40) }}", "T005"),
        ("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", "T005"),
        ("{{ 'a' * 10**10 }}", "T006"),
        ("{{ '%1999999999d' % 1 }}", "T006"),
        ("{{ ['a' * 10**6] * 10**9 }}", "T006"),
    ],
)
def test_a_template_that_loops_for_ever_or_eats_memory_is_ended_with_words(
    template: str, code: str, clinic: MakeClinic
) -> None:
    file = clinic(files={"templates/title.html": template})
    with pytest.raises(PageFault) as caught, Press(seconds=2, megabytes=1024) as press:
        press.run(render_clinic, file)
    assert codes(caught.value) == {code}


@pytest.mark.parametrize("whole_folder", [False, True])
def test_a_template_that_is_a_link_out_of_the_clinics_folder_is_refused(
    clinic: MakeClinic, tmp_path: Path, *, whole_folder: bool
) -> None:
    far = tmp_path / "far"
    far.mkdir()
    (far / "title.html").write_text("hunter2")
    file = clinic()
    if whole_folder:
        (file.parent / "templates").symlink_to(far)
    else:
        (file.parent / "templates").mkdir()
        (file.parent / "templates" / "title.html").symlink_to(far / "title.html")
    with pytest.raises(InputFault) as caught:
        render_clinic(file)
    assert codes(caught.value) == {"F011"}


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b"\x89PNG\r\n\x1a\n\x00", "F007", 0),
        (b"<p>\n \xff</p>", "F009", 2),
        ("<p>".encode("utf-16"), "F008", 0),
    ],
)
def test_a_template_that_is_no_text_is_refused(
    content: bytes, code: str, line: int, clinic: MakeClinic
) -> None:
    with pytest.raises(InputFault) as caught:
        render_clinic(clinic(files={"templates/title.html": content}))
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.line) == (code, line)


def test_a_drawing_that_is_a_link_out_of_the_clinics_folder_is_refused(
    clinic: MakeClinic, tmp_path: Path
) -> None:
    from handouts.resources import CONTENT

    drawing = next((CONTENT / "figures").glob("*.svg"), None)
    (tmp_path / "far.svg").write_text(svg(""))
    file = clinic()
    (file.parent / "figures").mkdir()
    name = drawing.stem if drawing else "bridge"
    (file.parent / "figures" / f"{name}.svg").symlink_to(tmp_path / "far.svg")
    from handouts.resources import Inputs

    with pytest.raises(InputFault) as caught:
        Inputs(clinic=file.parent).figure(name)
    assert codes(caught.value) == {"F011"}


@pytest.mark.parametrize("start", ["{}", "../../../../../../../../../../../..{}"])
def test_a_template_cannot_ask_for_a_drawing_from_elsewhere(
    start: str, clinic: MakeClinic, tmp_path: Path
) -> None:
    (tmp_path / "far.png").write_bytes(png(9, 9))
    name = start.format(tmp_path / "far")
    card = f'namespace(side=none, exercise=namespace(id="a", figure=namespace(name="{name}")))'
    page = render_clinic(clinic(files={"templates/title.html": f"<i>{{{{ pictures({card}) }}}}</i>"}))
    assert "<i>None</i>" in page.html


# Styles

FETCHING = [
    "p { background: url(file:///etc/passwd) }",
    "p { background: url(http://127.0.0.1:9/a.png) }",
    "p { background: url(HTTPS://127.0.0.1:9/a.png) }",
    "p { background: url(//127.0.0.1/a.png) }",
    "p { background: url(ftp://127.0.0.1/a.png) }",
    "p { background: url(logo.svg) }",
    "p { background: url(/etc/passwd) }",
    'p { background: url("\\66ile:///etc/passwd") }',
    "p { --a: url(file:///etc/passwd); background: var(--a) }",
    "ul { list-style-image: url(file:///etc/passwd) }",
    "h1::before { content: url(file:///etc/passwd) }",
    "@font-face { font-family: z; src: url(file:///etc/passwd) }",
    '@font-face { font-family: z; src: local("DejaVu Sans"), url(http://127.0.0.1:9/a.woff) }',
    "p { background: " + svg('<image href="http://127.0.0.1:9/a.png" width="9" height="9"/>') + " }",
    "p { background: " + svg('<image href="file:///etc/passwd" width="9" height="9"/>') + " }",
    "p { background: " + svg("<style>@import url(file:///etc/passwd);</style>") + " }",
]


@pytest.mark.parametrize("css", FETCHING, ids=range(len(FETCHING)))
def test_a_style_that_asks_for_something_outside_fails_the_build(
    css: str, short_page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    import socket

    def refuse(*_: object, **__: object) -> None:
        pytest.fail("something was fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    try:
        _, complaints = printed(short_page, css)
    except PageFault as error:
        complaints = [problem.code for problem in error.problems]
    assert {"P002", "P003", "P005"} & set(complaints)


def test_an_import_after_other_rules_is_told_of_and_not_followed(short_page: Page) -> None:
    _, complaints = printed(short_page, "@import url(file:///etc/passwd);")
    assert set(complaints) == {"P006"}


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")  # As outside of tests.
@pytest.mark.parametrize(
    "css",
    [
        "p { margin: calc(1mm / 0) }",
        "* { float: right }",
        "* { position: fixed }",
        "* { position: running(footer) }",
        "@color-profile --x { src: url(file:///etc/passwd) }",
        "@page { margin: 139mm 100mm }",
        "p { background: " + wide(20_000) + " }",
        "p { background: " + wide(6100) + " }",
        'h1::after { content: "\\E000" }',
        'h1::after { content: "\\10FFFD" }',
        'h1::after { content: "\\7" }',
    ],
)
def test_a_style_that_the_renderer_cannot_take_is_answered_in_words(css: str, short_page: Page) -> None:
    try:
        _, complaints = printed(short_page, css)
    except PageFault as error:
        complaints = [problem.code for problem in error.problems]
    assert {"P003", "P005", "P007"} & set(complaints)


@pytest.mark.parametrize(
    "css",
    [
        "p { background: " + wide(5900) + " }",
        ".x {",
        "}}}}",
        "p { grid-area: x; filter: blur(9px); mix-blend-mode: screen; clip-path: inset(50%) }",
        "p::before { counter-increment: c 999999999; content: counter(c, upper-roman) }",
        ".front { width: 1e30mm }",
        "h1::before { content: attr(x url) }",
    ],
)
def test_a_style_that_is_only_odd_does_no_harm(css: str, short_page: Page) -> None:
    _, complaints = printed(short_page, css)
    assert set(complaints) <= {"P006"}


BOMB = '<g id="a0"><rect width="9" height="9"/></g>' + "".join(
    f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 10)
)
"""A picture of a billion rectangles."""


@pytest.mark.parametrize(
    "css",
    [
        f"p {{ background: {svg(BOMB)} }}",
        "html { font-size: .001pt } p { height: 1e9mm }",
    ],
    ids=["use bomb", "endless page"],
)
def test_a_style_without_end_is_ended_and_nothing_is_written(
    css: str, clinic: MakeClinic, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(Press.__init__.__kwdefaults__, "seconds", 4)
    file = clinic(files={"templates/sheet.html": SHORT, "styles/extra.css": css})
    out = tmp_path / "out"
    with pytest.raises(PageFault) as caught:
        build(Order("sciatica", clinic=file, output=f"{out}/"))
    assert codes(caught.value) & {"T005", "T006", "P007", "P021", "P022"}
    assert not out.exists()


@pytest.mark.parametrize("name", ["漢字", "😀", "\ue000", "\u0378", "a\u0e01b"])
def test_a_letter_that_the_type_lacks_is_named_and_never_replaced(name: str, clinic: MakeClinic) -> None:
    letterhead = SHORT.replace('{% include "title.html" %}', '{% include "letterhead.html" %}')
    page = render_clinic(clinic(f'name: "{name}"\n', {"templates/sheet.html": letterhead}))
    _, complaints = printed(page)
    assert set(complaints) & {"P004", "P005"}


@pytest.mark.parametrize(
    "html",
    [
        '<img src="http://127.0.0.1:9/a.png" alt="">',
        '<img src="file:///etc/passwd" alt="">',
        '<img src="../logo.svg" alt="">',
        '<base href="file:///etc/"><img src="hosts" alt="">',
        '<object data="file:///etc/passwd"></object>',
        '<embed src="file:///etc/passwd">',
        '<link rel="stylesheet" href="file:///etc/passwd">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<a rel="attachment" href="file:///etc/passwd">x</a>',
        '<style>@import url("http://127.0.0.1:9/a.css");</style>',
        '<svg viewBox="0 0 9 9"><image href="file:///etc/passwd" width="9" height="9"/></svg>',
    ],
)
def test_a_template_that_asks_for_something_outside_fails_the_build(html: str, short_page: Page) -> None:
    from dataclasses import replace

    page = replace(short_page, html=short_page.html.replace("</section>", f"{html}</section>"))
    try:
        _, complaints = printed(page)
    except PageFault as error:
        complaints = [problem.code for problem in error.problems]
    assert {"P002", "P003", "P005"} & set(complaints)


WATCHED = """
import sys
seen = []
sys.addaudithook(lambda event, about: event in ("open", "socket.connect", "socket.getaddrinfo", "os.system",
    "subprocess.Popen") and seen.append(f"{event} {about[0]} {about[1:2]}"))
from pathlib import Path
from handouts import pdf
from tests.conftest import render_clinic, styled, printed
page = render_clinic(Path(sys.argv[1]))
try:
    printed(page)
except Exception as error:
    print("ended:", type(error).__name__)
print(*seen, sep="\\n")
"""


def test_nothing_outside_is_opened_or_called_whatever_a_clinic_asks_for(
    clinic: MakeClinic, tmp_path: Path
) -> None:
    secret = tmp_path / "hunter2"
    secret.write_text("secret")
    css = "\n".join(FETCHING).replace("/etc/passwd", str(secret))
    title = f'<img src="file://{secret}" alt=""><object data="file://{secret}" aria-hidden="true"></object>'
    files = {"templates/sheet.html": SHORT, "templates/title.html": title, "styles/extra.css": css}
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, clinic(files=files)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "clinic/styles/extra.css" in done.stdout
    assert "hunter2" not in done.stdout
    calls = [line for line in done.stdout.splitlines() if line.startswith(("socket.", "os.", "subprocess."))]
    assert calls == []
