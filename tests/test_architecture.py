"""Each room knows only the rooms above it, and heavy libraries have one door each."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "handouts"

# From the ground up; a module may import those that stand before it.
ORDER = (
    "handouts",
    "messages.message",
    "messages.files",
    "messages.content",
    "messages.checks",
    "messages.brand",
    "messages.chain",
    "messages.drawing",
    "messages.page",
    "messages.review",
    "messages.packing",
    "messages.asking",
    "messages",
    "errors",
    "printing",
    "files",
    "watching",
    "source",
    "resources",
    "output",
    "model.base",
    "model.dose",
    "model.exemption",
    "model.exercise",
    "model.leaflet",
    "model.red_flags",
    "model.technique",
    "model.self_check",
    "model.clinic",
    "model.area",
    "model.condition",
    "model.plan",
    "model.pack",
    "model.review",
    "model.words",
    "model",
    "shape",
    "svg",
    "assets",
    "design",
    "line_art",
    "chart",
    "colour",
    "readability",
    "calls",
    "catalogue",
    "belongings",
    "brand",
    "checks",
    "checks.finding",
    "checks.phrases",
    "checks.sentence",
    "checks.passage",
    "checks.neighbours",
    "checks.rules",
    "checks.rating",
    "reviews",
    "sheet.base",
    "sheet.technique",
    "sheet.self_checks",
    "sheet.condition",
    "sheet.worksheet",
    "sheet",
    "pictures",
    "checks.shelf",
    "checks.subject",
    "checks.denial",
    "checks.reading",
    "checks.terms",
    "checks.vocabulary",
    "checks.voice",
    "checks.habits",
    "checks.numbers",
    "checks.claims",
    "checks.repeats",
    "checks.likeness",
    "checks.evidence",
    "checks.keeping",
    "checks.movements",
    "checks.precautions",
    "checks.safety",
    "checks.demands",
    "castoff",
    "page",
    "wording.filling",
    "wording.links",
    "wording.doses",
    "wording.styles",
    "wording.stationery",
    "wording.base",
    "wording.booklet",
    "wording.condition",
    "wording.technique",
    "wording.self_checks",
    "wording.worksheet",
    "wording",
    "checks.choice",
    "checks.chosen",
    "checks.room",
    "checks.examination",
    "checks.targets",
    "checks.report",
    "lines",
    "plaintext",
    "pictured",
    "render",
    "webproof",
    "outlines",
    "plates",
    "standing",
    "mending",
    "archival",
    "pdf",
    "fitting",
    "proof",
    "imposing",
    "press",
    "order",
    "record",
    "snapshot",
    "plans",
    "signing",
    "desk",
    "making",
    "worksheet",
    "booklet",
    "build",
    "pack",
    "chain",
    "pack.wanted",
    "pack.naming",
    "pack.shelf",
    "pack.jobs",
    "pack.reading",
    "pack.manifest",
    "pack.reasons",
    "pack.due",
    "pack.summary",
    "pack.lock",
    "pack.zipped",
    "pack.leftovers",
    "pack.workers",
    "pack.parcel",
    "pack.cluster",
    "pack.keeping",
    "pack.progress",
    "pack.run",
    "schemas",
    "starter",
    "figures",
    "figures.proportions",
    "figures.atlas",
    "figures.vectors",
    "figures.palette",
    "figures.pose",
    "figures.posing",
    "figures.skeleton",
    "figures.ranges",
    "figures.person",
    "figures.flesh",
    "figures.ink",
    "figures.head",
    "figures.figure",
    "figures.solids",
    "figures.props",
    "figures.regions",
    "figures.marks",
    "figures.panel",
    "figures.names",
    "figures.checks",
    "figures.drawing",
    "sketch",
    "preview.serving",
    "preview.draft",
    "preview.window",
    "preview",
    "finding",
    "showing",
    "doctor",
    "commands.group",
    "commands.build",
    "commands.pack",
    "commands.library",
    "commands.review",
    "commands.clinic",
    "commands.check",
    "commands.authoring",
    "commands.machine",
    "commands.new",
    "commands.preview",
    "commands",
)
COMMANDS = {name for name in ORDER if name.startswith("commands.")}
FIGURES = {name for name in ORDER if name.startswith("figures.")}
DOORS = {
    "weasyprint": {"pdf", "standing", "mending", "doctor"},
    "pydyf": {"pdf", "standing", "mending"},
    "jinja2": {"render"},
    "click": COMMANDS,
    "rich": {"pack.progress"},
    "pypdfium2": {"proof", "sketch", "snapshot"},
    "pikepdf": {"imposing"},
    "numpy": FIGURES,
    "shapely": FIGURES,
    "distributed": {"pack.cluster"},
    "segno": {"wording.stationery"},
    "tinyhtml5": {"webproof"},
    "yaml": {"source", "plans", "signing", "chain"},
}


def modules() -> dict[str, ast.Module]:
    found = {}
    for path in PACKAGE.rglob("*.py"):
        parts = list(path.relative_to(PACKAGE).with_suffix("").parts)
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts) or "handouts"
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def imports(tree: ast.Module) -> set[str]:
    """What a module imports when it runs; imports for the type checker alone do not count."""
    skipped = {
        id(node)
        for branch in ast.walk(tree)
        if isinstance(branch, ast.If) and ast.unparse(branch.test) == "TYPE_CHECKING"
        for node in ast.walk(branch)
    }
    names: set[str] = set()
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def room(name: str) -> str | None:
    """The room that an import leads to, if it is one of ours."""
    inside = name.removeprefix("handouts.")
    return inside if inside in ORDER and name != "handouts" else None


def faults(all_modules: dict[str, ast.Module]) -> list[str]:
    found = []
    for name, tree in all_modules.items():
        if name not in ORDER:
            found.append(f"{name} has no place in the order")
            continue
        for imported in imports(tree):
            other = room(imported)
            if other and ORDER.index(other) >= ORDER.index(name) and other != name:
                found.append(f"{name} imports {other}, which stands after it")
            top = imported.split(".")[0]
            if top in DOORS and name not in DOORS[top]:
                found.append(f"{name} imports {top}")
    return found


def test_rooms_import_only_what_stands_before_them() -> None:
    assert faults(modules()) == []


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("sheet", "from handouts import render"),
        ("render", "import weasyprint"),
        ("model.dose", "import click"),
    ],
)
def test_a_planted_violation_is_found(name: str, line: str) -> None:
    planted = modules()
    planted[name] = ast.parse(line)
    assert len(faults(planted)) == 1


def test_a_finished_page_is_taken_back_without_the_renderer(tmp_path: Path) -> None:
    code = (
        "import sys; from handouts.commands import main; "
        f"main(['build', 'sciatica', '-o', {str(tmp_path / 'x.pdf')!r}], standalone_mode=False); "
        "print('weasyprint' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"


def test_listing_needs_neither_renderer_nor_templates() -> None:
    code = (
        "import sys; from handouts.commands import main; "
        "main(['list'], standalone_mode=False); "
        "print(sorted({'weasyprint', 'jinja2', 'segno', 'pypdfium2'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
