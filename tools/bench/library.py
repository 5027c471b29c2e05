"""The whole library: as a pack, and as the loops of single processes that people would write otherwise."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from handouts.catalogue import Catalogue
from handouts.model.condition import Condition
from handouts.resources import CONTENT, Inputs
from tools.bench import typst
from tools.bench.sides import BIN, Row, Side, in_turn, letters, refuse_different, run

AIM_BARE, AIM_CHROMIUM, AIM_TYPST, AIM_AGAIN = 12, 9, 2, 3
QUIET = (
    "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-sync"
    " --disable-component-update --no-pdf-header-footer --log-level=3"
)
"""Of Chromium: print, and speak with nobody."""
MOST_LACKING = 0.05
LOOPS = {
    "bare": ("a loop of bare `weasyprint` / `handout pack --all`", "bare", "ours", f"{AIM_BARE} or more"),
    "chromium": (
        "a loop of headless Chromium / the same pack",
        "chromium",
        "ours",
        f"{AIM_CHROMIUM} or more",
    ),
    "typst": ("the pack / a Typst process for each like document", "ours", "typst", f"{AIM_TYPST}"),
}
"""What a loop is compared with: the row's words, the side above and the side below, and the aim."""


def measure(folder: Path, runs: int) -> Iterator[Row]:
    """A pack of everything beside loops of weasyprint, Chromium and Typst; then the second run of a pack."""
    slugs = Catalogue(Inputs()).names(Condition)
    ours = folder / "ours"
    sides = _sides(folder, ours, slugs)
    times = in_turn(sides, runs)
    for slug in slugs:
        refuse_different(ours / f"{slug}.pdf", folder / "bare" / f"{slug}.print.pdf")
        if "typst" in sides:
            refuse_different(ours / f"{slug}.pdf", folder / "typst" / f"{slug}.pdf", letters)
    for name, (words, above, below, aim) in LOOPS.items():
        if name in sides:
            yield words, times.ratio(above, below), aim
        else:
            yield words, f"left out: there is no {name.title()} here", ""
    if "chromium" in sides:
        yield _of_chromium(folder / "chromium", ours)
    seconds = times.median("ours")
    yield (
        f"the pack of {len(slugs)} sheets: seconds in all, and a sheet",
        f"{seconds:.1f}, {seconds / len(slugs):.2f}",
        "",
    )
    yield from _again(folder, runs, ours)
    yield from _sizes(ours, folder)


def _sides(folder: Path, ours: Path, slugs: Sequence[str]) -> dict[str, Side]:
    """The pack, and those loops whose program is here."""
    handout, pages = BIN / "handout", folder / "pages"
    run(handout, "build", *slugs, "--format", "print", "-o", f"{pages}/")
    sides = {
        "ours": Side((handout, "pack", "--all", "-o", ours), lambda: shutil.rmtree(ours, ignore_errors=True)),
        "bare": _loop(folder / "bare", pages, f"{BIN / 'weasyprint'} $page $out/$name.pdf"),
    }
    if chromium := shutil.which("chromium") or shutil.which("google-chrome"):
        sides["chromium"] = _loop(
            folder / "chromium",
            pages,
            f"{chromium} {QUIET} --user-data-dir={folder}/profile --print-to-pdf=$out/$name.pdf file://$page",
        )
    if typst.is_there():
        typst.write(pages, folder / "typst")
        sides["typst"] = Side(("sh", "-c", typst.loop(folder / "typst")))
    return sides


def _loop(out: Path, pages: Path, command: str) -> Side:
    each = f"name=$(basename $page .html); {command} >/dev/null 2>&1 || exit 1"
    body = f"for page in {pages}/*.html; do {each}; done"
    return Side(("sh", "-c", f"out={out}; rm -rf $out; mkdir -p $out; {body}"))


def _of_chromium(theirs: Path, ours: Path) -> Row:
    """What Chromium makes of the same HTML; it must lack no more than the feet of pages, and add nothing."""
    both = [
        (letters(path), letters(theirs / f"{path.stem}.print.pdf")) for path in sorted(ours.glob("*.pdf"))
    ]
    pages = [sum(count for count, _ in side) for side in zip(*both, strict=True)]
    of_all, lacking = 0, 0
    for (_, mine), (_, other) in both:
        if other - mine:
            sys.exit(f"Chromium printed more than we did ({other - mine}); the ratio says nothing.")
        of_all, lacking = of_all + mine.total(), lacking + (mine - other).total()
    share = lacking / of_all
    if share > MOST_LACKING:
        sys.exit(f"Chromium left out {share:.0%} of the letters; the ratio says nothing.")
    return (
        "Chromium's pages, and ours; letters that it leaves out: it sets the foot of pages once",
        f"{pages[1]}, {pages[0]}; {share:.1%}",
        "",
    )


def _again(folder: Path, runs: int, ours: Path) -> Iterator[Row]:
    handout = BIN / "handout"
    times = in_turn(
        {"again": Side((handout, "pack", "--all", "-o", ours)), "version": Side((handout, "--version"))}, runs
    )
    yield (
        "nothing changed: the pack again / `handout --version`",
        f"{times.ratio('again', 'version')}",
        f"{AIM_AGAIN}",
    )
    clinic = folder / "clinic"
    (clinic / "exercises").mkdir(parents=True)
    (clinic / "clinic.yaml").write_text("name: Bench\n", encoding="utf-8")
    packed = (handout, "pack", "--all", "--clinic", clinic, "-o", folder / "changed")
    run(*packed)
    words = (CONTENT / "exercises/bridge.yaml").read_text(encoding="utf-8")
    (clinic / "exercises/bridge.yaml").write_text(
        words.replace("slowly.", "very slowly.", 1), encoding="utf-8"
    )
    said = json.loads(run(*packed, "--dry-run", "--json"))
    due = sorted(name.removesuffix(".pdf") for name in said["due"])
    catalogue = Catalogue(Inputs())
    using = sorted(
        each.model.slug
        for each in catalogue.all(Condition)
        if "bridge" in [use.exercise for use in each.model.exercises]
    )
    printed = "only its sheets" if set(due) <= set(using) else "OTHERS TOO"
    yield (
        "one exercise (bridge) changed: sheets that are due",
        f"{len(due)} of {len(using)} that name it: {printed}",
        "only its sheets",
    )


def _sizes(ours: Path, folder: Path) -> Iterator[Row]:
    sizes = [path.stat().st_size / 1000 for path in ours.glob("*.pdf")]
    yield (
        "size of a PDF: mean, largest",
        f"{sum(sizes) / len(sizes):.0f} KB, {max(sizes):.0f} KB",
        "mean under 120 KB",
    )
    run(BIN / "handout", "pack", "--all", "--booklet", "-o", folder / "booklet")
    (booklet,) = (folder / "booklet").glob("*.pdf")
    yield (
        "size of the booklet of all sheets / the sum of their PDFs",
        f"{booklet.stat().st_size / 1000 / sum(sizes):.2f}",
        "under 1",
    )
