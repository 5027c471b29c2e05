"""Pictures and fonts of a clinic are safe, whole and fit to print, or told why not."""

from __future__ import annotations

import base64
import contextlib
import random
import struct
import zlib
from io import BytesIO
from pathlib import Path
from time import process_time
from typing import Any

import brotli  # type: ignore[import-untyped]
import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.ttLib.tables.DefaultTable import DefaultTable  # type: ignore[import-untyped]
from fontTools.ttLib.woff2 import packBase128  # type: ignore[import-untyped]
from PIL import Image

from handouts import assets, svg
from handouts.errors import InputFault, Place, Problem
from handouts.resources import FONTS, shown_path

PLACE = Place("clinic.yaml", 4, 7, "logo")
TYPE = (FONTS / "atkinson-hyperlegible-next" / "regular.ttf").read_bytes()


def drawing(inner: str = "<rect/>", attributes: str = 'viewBox="0 0 40 10"') -> bytes:
    spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"<svg {spaces} {attributes}>\n{inner}\n</svg>".encode()


def png(width: int = 5, height: int = 4) -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), "#0F4C4F").save(out, "PNG")
    return out.getvalue()


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "clinic"
    (home / "images").mkdir(parents=True)
    (home / "images" / "logo.svg").write_bytes(drawing())
    (tmp_path / "secret.svg").write_bytes(drawing())
    return home


def picture(folder: Path, content: bytes, name: str = "logo.svg") -> assets.Picture:
    (folder / name).write_bytes(content)
    return assets.check_picture(content, PLACE, shown_path(folder / name))


def faults(folder: Path, content: bytes, name: str = "logo.svg") -> tuple[Problem, ...]:
    with pytest.raises(InputFault) as caught:
        picture(folder, content, name)
    return caught.value.problems


def codes(folder: Path, content: bytes) -> list[str]:
    return [problem.code for problem in faults(folder, content)]


# Names


@pytest.mark.parametrize(
    "name", ["images/logo.svg", "images\\logo.svg", "./images//logo.svg", "images/./logo.svg"]
)
def test_a_name_is_found_in_the_clinics_folder(folder: Path, name: str) -> None:
    assert assets.inside(folder, name, PLACE) == folder / "images" / "logo.svg"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("/etc/passwd", "F010"),
        ("C:\\logo.svg", "F010"),
        ("c:logo.svg", "F010"),
        ("\\\\server\\logo.svg", "F010"),
        ("//server/logo.svg", "F010"),
        ("../secret.svg", "F011"),
        ("images/../../secret.svg", "F011"),
        ("..\\secret.svg", "F011"),
        ("images/../images/logo.svg", "F011"),
        ("../nothing.svg", "F011"),
        ("http://clinic.example/logo.svg", "F012"),
        ("FILE:///etc/passwd", "F012"),
        ("data:image/png;base64,AAAA", "F012"),
        ("logo\0.svg", "F014"),
        ("logo.svg:stream", "F014"),
        ("logo\n.svg", "F014"),
        ("", "F014"),
        (".", "F014"),
        ("nothing.svg", "F013"),
        ("images/logo.svg/x", "F013"),
        ("x" * 5000, "F013"),
    ],
)
def test_a_name_that_leads_elsewhere_is_refused_at_its_place(folder: Path, name: str, code: str) -> None:
    with pytest.raises(InputFault) as caught:
        assets.inside(folder, name, PLACE)
    (problem,) = caught.value.problems
    assert problem.code == code
    assert problem.place == PLACE
    assert problem.hint


@pytest.mark.parametrize("name", ["images/Logo.svg", "images/logo.png", "logo.svg"])
def test_a_missing_file_is_answered_with_the_nearest_one(folder: Path, name: str) -> None:
    if (folder / name).exists():
        pytest.skip("this file system does not tell the two names apart")
    with pytest.raises(InputFault, match=r"Did you mean images/logo\.svg\?"):
        assets.inside(folder, name, PLACE)


def test_links_that_lead_outside_or_nowhere_are_refused(folder: Path) -> None:
    (folder / "out.svg").symlink_to(folder.parent / "secret.svg")
    (folder / "up").symlink_to(folder.parent, target_is_directory=True)
    (folder / "circle").symlink_to("circle")
    for name, code in (("out.svg", "F011"), ("up/secret.svg", "F011"), ("circle", "F013")):
        with pytest.raises(InputFault) as caught:
            assets.inside(folder, name, PLACE)
        assert caught.value.problems[0].code == code


def test_links_within_the_folder_are_fine(folder: Path) -> None:
    (folder / "in.svg").symlink_to("images/logo.svg")
    assert assets.inside(folder, "in.svg", PLACE).read_bytes() == drawing()


# PNG


def test_a_png_picture_is_read_with_its_size(folder: Path) -> None:
    logo = picture(folder, png(50, 20), "logo.png")
    assert (logo.kind, logo.content, logo.width, logo.height) == ("png", png(50, 20), 50, 20)
    assert logo.aspect == 2.5


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG picture"),
        (b"GIF89a", "a GIF picture"),
        (b"RIFF\x00\x00\x00\x00WEBP", "a WebP picture"),
        (b"%!PS-Adobe", "an EPS or Illustrator file"),
        (b"\x1f\x8b\x08", "SVGZ"),
        (b"words", "neither SVG nor PNG"),
        (b"", "neither SVG nor PNG"),
    ],
)
def test_another_kind_of_file_is_named_as_what_it_is(folder: Path, content: bytes, words: str) -> None:
    (problem,) = faults(folder, content, "logo.png")
    assert problem.code == "B101"
    assert words in problem.message
    assert "logo.png" in problem.message
    assert problem.place == PLACE


@pytest.mark.parametrize(
    "content",
    [
        png()[:-20],
        png()[:30],
        png()[:8],
        png().replace(b"IDAT", b"IDAX"),
        png()[:45] + b"\xff" + png()[46:],
        png()[:16] + struct.pack(">II", 0, 4) + png()[24:],
        png()[:16] + struct.pack(">II", 5, 5) + png()[24:],
        png()[:33] + chunk(b"IDAT", zlib.compress(b"\0" * 20)) + chunk(b"IEND", b""),
    ],
    ids=["no end", "header only", "magic only", "no data", "one byte", "no width", "size", "few rows"],
)
def test_a_broken_png_is_refused(folder: Path, content: bytes) -> None:
    assert codes(folder, content) == ["B102"]


@pytest.mark.parametrize(("width", "height"), [(20_000, 100), (100, 6001), (5000, 5000)])
def test_a_huge_png_is_refused_by_its_header(
    folder: Path, width: int, height: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Image, "open", pytest.fail)
    content = png()[:16] + struct.pack(">II", width, height) + png()[24:]
    (problem,) = faults(folder, content)
    assert problem.code == "B103"
    assert f"{width} x {height} pixels" in problem.message


def test_a_png_that_unpacks_to_a_flood_is_refused_quickly(folder: Path) -> None:
    flood = zlib.compress(b"a" * 100_000_000, 9)
    begun = process_time()
    for kind in (b"zTXt", b"iCCP"):
        assert codes(folder, png()[:33] + chunk(kind, b"k\0\0" + flood) + png()[33:]) == ["B102"]
    assert process_time() - begun < 5


def test_a_picture_of_too_many_bytes_is_refused(folder: Path) -> None:
    assert codes(folder, png() + b"\0" * assets.MAX_PICTURE_BYTES) == ["F005"]


# SVG


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 40 10"', (40, 10)),
        ('viewBox="-5,-5, 40,  10.5"', (40, 10.5)),
        ('width="2in" height="96" viewBox="0 0 1 1"', (192, 96)),
        ('width="100%" height="100%" viewBox="0 0 3 4"', (3, 4)),
        ('width="72pt" height="10mm"', (96, 37.795275590551185)),
    ],
)
def test_an_svg_picture_is_read_with_its_size(
    folder: Path, attributes: str, size: tuple[float, float]
) -> None:
    content = drawing(attributes=attributes)
    logo = picture(folder, content)
    assert (logo.kind, logo.content, logo.width, logo.height) == ("svg", content, *size)


@pytest.mark.parametrize(
    "attributes",
    ["", 'width="10"', 'width="50%" height="50%"', 'viewBox="0 0 0 10"', 'viewBox="0 0 -1 10"',
     'viewBox="0 0 nan 10"', 'viewBox="0 0 1e99 10"', 'viewBox="10 10"', 'width="1em" height="1em"'],
)  # fmt: skip
def test_an_svg_without_a_size_is_refused(folder: Path, attributes: str) -> None:
    assert codes(folder, drawing(attributes=attributes)) == ["B117"]


FOREIGN = """<sodipodi:namedview xmlns:sodipodi="http://sodipodi.example/dtd" sodipodi:docname="C:\\a.svg"/>
<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:li rdf:resource="http://purl.org/dc"/></rdf:RDF></metadata><?xpacket end="w"?>"""
ILLUSTRATOR = """<defs><style>.cls-1{fill:none;}.cls-2,.cls-3 {clip-path:url(#clip);}
.cls-3{fill:url('#fade');}</style><clipPath id="clip"><rect class="cls-1" width="4" height="4"/></clipPath>
<linearGradient id="fade"><stop offset="0" stop-color="#fff"/></linearGradient></defs>
<g class="cls-2"><path class="cls-3" d="M0 0h4"/></g>"""
FIGMA = """<g mask="url(#m)" filter="url( '#f' )"><use xlink:href="#s" href="#s"/></g>
<mask id="m" style="mask-type:alpha"><rect fill="white"/></mask><filter id="f"><feBlend/></filter>
<symbol id="s"><path d="M0 0"/></symbol>"""


@pytest.mark.parametrize("inner", [FOREIGN, ILLUSTRATOR, FIGMA, "<title>&#233;</title><text>on</text>"])
def test_what_drawing_programs_write_is_let_through(folder: Path, inner: str) -> None:
    assert picture(folder, drawing(inner)).kind == "svg"


def test_an_embedded_png_is_let_through_and_checked(folder: Path) -> None:
    def embed(content: bytes) -> bytes:
        packed = base64.b64encode(content).decode()
        return drawing(f'<image xlink:href="data:image/png;base64,{packed}"/>')

    assert picture(folder, embed(png())).kind == "svg"
    huge = png()[:16] + struct.pack(">II", 20_000, 100) + png()[24:]
    assert codes(folder, embed(huge)) == ["B103"]
    assert codes(folder, embed(b"\xff\xd8\xff")) == ["B102"]
    assert codes(folder, drawing('<image href="data:image/png;base64,%%"/>')) == ["B102"]


@pytest.mark.parametrize(
    ("inner", "code"),
    [
        ("<script>x</script>", "B113"),
        ("<SCRIPT/>", "B113"),
        ("<foreignObject/>", "B113"),
        ("<animate/>", "B113"),
        ("<set/>", "B113"),
        ("<marker/>", "B113"),
        ('<h:script xmlns:h="http://www.w3.org/1999/xhtml"/>', "B113"),
        ('<rect onclick="x"/>', "B114"),
        ('<rect ONLOAD="x"/>', "B114"),
        ('<image href="http://a.example/x.png"/>', "B115"),
        ('<image xlink:href="file:///etc/passwd"/>', "B115"),
        ('<image href="other.png"/>', "B115"),
        ('<image href="data:image/svg+xml,x"/>', "B115"),
        ('<image src="x.png"/>', "B115"),
        ('<a href="javascript:x"><rect/></a>', "B115"),
        ('<use href="other.svg#a"/>', "B115"),
        ('<g xml:base="http://a.example/"/>', "B115"),
        ('<rect fill="url(http://a.example/x#a)"/>', "B115"),
        ("<rect style=\"fill: URL( 'x.svg#a' )\"/>", "B115"),
        ('<rect fill="&#x75;rl(x)"/>', "B115"),
        ('<rect style="fill:u\\72l(x)"/>', "B115"),
        ("<style>@import 'x.css';</style>", "B115"),
        ("<style>@font-face{src:url(x.ttf)}</style>", "B115"),
        ("<style>.a{background:image-set('x.png' 1x)}</style>", "B115"),
        ("<style><![CDATA[.a{fill:url(x)}]]></style>", "B115"),
        ("<?xml-stylesheet href='x.css'?>", "B115"),
        ("<style>g{fill:url(#p)}</style>", "B116"),
        ("<style>.a{/*}*/fill:url(#p)}</style>", "B116"),
        ("<style>.b{fill:url(#p);x{.a{}}</style>", "B116"),
        ("<style>.a{}</style><style>.a .b{fill:url(#p)}</style>", "B116"),
        ("<rect>", "B110"),
        ("&nbsp;", "B110"),
        ("<x:rect/>", "B110"),
    ],
)
def test_an_svg_that_runs_moves_or_fetches_is_refused(folder: Path, inner: str, code: str) -> None:
    (problem, *others) = faults(folder, drawing(inner))
    assert problem.code == code
    assert not others
    assert problem.place.file.endswith("logo.svg")
    assert problem.place.line in {2, 3}
    assert problem.place.field == "logo"


def test_all_faults_of_an_svg_are_told_with_their_places(folder: Path) -> None:
    told = faults(folder, drawing('<script/>\n <g onload="x" style="fill:url(x)">\n<set/></g>'))
    assert [(each.code, each.place.line, each.place.column) for each in told] == [
        ("B113", 2, 1),
        ("B114", 3, 2),
        ("B115", 3, 2),
        ("B113", 4, 1),
    ]


def test_a_doctype_and_with_it_every_entity_is_refused(folder: Path) -> None:
    plain = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">\n'
    assert codes(folder, plain + drawing()) == ["B112"]
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 20))
    begun = process_time()
    bomb = f'<!DOCTYPE svg [<!ENTITY l0 "ha">{laughs}]>'.encode() + drawing("&l19;")
    assert codes(folder, bomb) == ["B112"]
    assert process_time() - begun < 5


def test_a_picture_that_draws_itself_over_and_over_is_refused(folder: Path) -> None:
    def layers(fill: str) -> str:
        return "".join(f'<g id="a{n}">{fill.format(n + 1) * 10}</g>' for n in range(12))

    for bomb in (
        layers('<use href="#a{}"/>'),
        layers('<g fill="url(#a{})"/>'),
        '<g id="a"><use href="#a"/></g>',
        "<style>.a{fill:url(#p)}</style><pattern id='p'><g class='a'/></pattern><g class='a'/>",
        "".join(f'<g id="a{n}"><use href="#a{n + 1}"/></g>' for n in range(2000)),
        "".join(f'<g id="a{n}"><use href="#a{n + 1}"/></g>' for n in range(svg.MAX_DEPTH + 5)),
        f'<g id="a">{"<g/>" * 900}</g>' + '<use href="#a"/>' * 100,
    ):
        assert codes(folder, drawing(bomb)) == ["B119"]


def test_a_picture_may_use_its_parts_a_few_times(folder: Path) -> None:
    assert picture(folder, drawing('<g id="a"><rect/></g>' + '<use href="#a"/>' * 500))


def test_a_picture_of_too_many_shapes_or_groups_is_refused(folder: Path) -> None:
    assert codes(folder, drawing("<g/>" * svg.MAX_ELEMENTS)) == ["B118"]
    assert codes(folder, drawing("<g>" * svg.MAX_DEPTH)) == ["B118"]
    assert picture(folder, drawing("<g/>" * (svg.MAX_ELEMENTS - 1)))


@pytest.mark.parametrize("content", [b"<html/>", b"<svg viewBox='0 0 1 1'/>", b"<svg:svg xmlns:svg='x'/>"])
def test_what_is_no_svg_is_refused(folder: Path, content: bytes) -> None:
    assert codes(folder, content) == ["B111"]


@pytest.mark.parametrize("encoding", ["bogus", "utf-7", "utf-16", "idna"])
def test_an_encoding_that_is_not_known_is_refused(folder: Path, encoding: str) -> None:
    assert codes(folder, f"<?xml version='1.0' encoding='{encoding}'?>".encode() + drawing()) == ["B110"]


@pytest.mark.parametrize(
    "style", ["." * 300_000, "a " * 300_000, ".a{" * 100_000, ".a," * 100_000 + "{fill:url( #p)}",
              "url(#a " + " " * 300_000]
)  # fmt: skip
def test_a_style_sheet_of_malice_is_read_quickly(folder: Path, style: str) -> None:
    begun = process_time()
    with contextlib.suppress(InputFault):
        picture(folder, drawing(f"<style>{style}</style>"))
    assert process_time() - begun < 5


@pytest.mark.parametrize("seed", range(3))
def test_no_picture_whatever_ends_in_anything_but_a_picture_or_coded_problems(
    folder: Path, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 (nothing secret)
    pieces = [
        b"<",
        b">",
        b"&",
        b"url(",
        b"#p",
        b"{",
        b"}",
        b"\xff",
        b"\0",
        b"<?x",
        b"<!DOCTYPE x>",
        b" href='",
    ]
    for _ in range(300):
        raw = bytearray(chance.choice([png(), drawing(ILLUSTRATOR), drawing(FIGMA)]))
        for _ in range(chance.randrange(1, 8)):
            at = chance.randrange(len(raw))
            if chance.random() < 0.5:
                raw[at] = chance.randrange(256)
            else:
                raw[at:at] = chance.choice(pieces)
        try:
            assert picture(folder, bytes(raw)).aspect > 0
        except InputFault:
            continue


# Fonts


def remake(flavor: str | None = None, leave: int = 0, without: str = "", blank: str = "") -> bytes:
    font = TTFont(BytesIO(TYPE), recalcTimestamp=False)
    font.flavor = flavor
    font["OS/2"].fsType = leave
    for table in font["cmap"].tables:
        for letter in without:
            table.cmap.pop(ord(letter), None)
        for letter in blank:
            table.cmap[ord(letter)] = "space"
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def with_cmap(content: bytes) -> bytes:
    font = TTFont(BytesIO(TYPE), recalcTimestamp=False)
    table = DefaultTable("cmap")
    table.data = content
    font["cmap"] = table
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def font(folder: Path, content: bytes) -> assets.Font:
    (folder / "own.ttf").write_bytes(content)
    return assets.check_font(content, PLACE, shown_path(folder / "own.ttf"))


def font_fault(folder: Path, content: bytes) -> Problem:
    with pytest.raises(InputFault) as caught:
        font(folder, content)
    (problem,) = caught.value.problems
    assert problem.place == PLACE
    assert "own.ttf" in problem.message
    return problem


@pytest.mark.parametrize(("flavor", "kind"), [(None, "truetype"), ("woff", "woff"), ("woff2", "woff2")])
def test_a_font_opens_in_every_format(folder: Path, flavor: str | None, kind: str) -> None:
    assert font(folder, remake(flavor)) == assets.Font(kind, "Atkinson Hyperlegible Next", 400)


@pytest.mark.parametrize("content", [b"words", b"", b"ttcf" + TYPE, png(), b"<html>"])
def test_what_is_no_font_is_refused(folder: Path, content: bytes) -> None:
    assert font_fault(folder, content).code == "B201"


@pytest.mark.parametrize(
    "content",
    [TYPE[: len(TYPE) // 2], TYPE[:-100], TYPE[:4], remake("woff")[:-100], remake("woff2")[:-100]],
    ids=["half", "no end", "magic only", "woff", "woff2"],
)
def test_a_font_that_is_cut_off_is_refused(folder: Path, content: bytes) -> None:
    assert font_fault(folder, content).code == "B202"


def test_a_font_without_some_letters_names_them(folder: Path) -> None:
    problem = font_fault(folder, remake(without="aZ", blank="9"))
    assert problem.code == "B203"
    assert "no shape for a Z 9." in problem.message


@pytest.mark.parametrize("leave", [0x0002, 0x0200, 0x0102])
def test_a_font_that_may_not_be_embedded_is_refused(folder: Path, leave: int) -> None:
    assert font_fault(folder, remake(leave=leave)).code == "B204"


@pytest.mark.parametrize("leave", [0x0000, 0x0004, 0x0008, 0x0006])
def test_a_font_that_may_be_embedded_for_print_is_fine(folder: Path, leave: int) -> None:
    assert font(folder, remake(leave=leave)).weight == 400


def woff_bomb() -> bytes:
    flood = zlib.compress(b"\0" * 100_000_000, 9)
    head = (b"wOFF", 0x10000, 64 + len(flood), 1, 0, 100_000_012, 1, 0, 0, 0, 0, 0, 0)
    table = struct.pack(">IIII", 64, len(flood), 100_000_000, 0)
    return struct.pack(">4sIIHHIHHIIIII", *head) + b"glyf" + table + flood


def woff2_bomb() -> bytes:
    flood: bytes = brotli.compress(b"\0" * 100_000_000, quality=1)
    head = (b"wOF2", 0x10000, 0, 1, 0, 100_000_012, len(flood), 1, 0, 0, 0, 0, 0, 0)
    length: bytes = packBase128(100_000_000)
    return struct.pack(">4sIIHHIIHHIIIII", *head) + b"\x01" + length + flood


def endless_cmaps() -> list[bytes]:
    groups = struct.pack(">HHHHIHHIIIIII", 0, 1, 3, 10, 12, 12, 0, 28, 0, 1, 0, 0xFFFFFFF0, 1)
    many = 8000
    ends, rest = struct.pack(f">{many}H", *[0xFFFF] * many), b"\0\0" * (3 * many + 1)
    segments = struct.pack(">HHHHIHHHHHHH", 0, 1, 3, 1, 12, 4, 0, 0, 2 * many, 0, 0, 0) + ends + rest
    return [groups, segments]


def test_a_font_that_unpacks_to_a_flood_is_refused_quickly(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def open_font(*_: Any) -> None:
        pytest.fail("it should not be opened at all")

    with monkeypatch.context() as patch:
        patch.setattr(assets, "_open_font", open_font)
        for bomb in (woff_bomb(), woff2_bomb()):
            assert font_fault(folder, bomb).code == "B202"
    begun = process_time()
    claim = remake("woff2")
    for padding in range(4):
        with contextlib.suppress(InputFault):
            font(folder, claim[:20] + b"\xff\xff\xff\xff" + claim[24 : len(claim) - padding])
    for cmap in endless_cmaps():
        assert font_fault(folder, with_cmap(cmap)).code == "B202"
    assert process_time() - begun < 5


def test_no_font_whatever_ends_in_anything_but_a_font_or_coded_problems(folder: Path) -> None:
    chance = random.Random(1)  # noqa: S311 (nothing secret)
    fonts = [TYPE, remake("woff"), remake("woff2")]
    begun = process_time()
    for _ in range(200):
        raw = bytearray(chance.choice(fonts))
        for _ in range(chance.randrange(1, 20)):
            raw[chance.randrange(chance.choice([64, 512, len(raw)]))] = chance.randrange(256)
        try:
            font(folder, bytes(raw))
        except InputFault:
            continue
    assert process_time() - begun < 5
