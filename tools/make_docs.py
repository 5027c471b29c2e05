"""Write docs/messages.md from the table of messages, and the exit codes from the error classes."""

from pathlib import Path

from handouts import errors
from handouts.messages import MESSAGES

DOCS = Path(__file__).parent.parent / "docs"
GROUPS = {
    "F": "Files",
    "Y": "YAML, the form of the text",
    "S": "Keys and values",
    "C": "Content",
    "R": "Checks: how it reads",
    "V": "Checks: evidence",
    "G": "Checks: safety",
    "X": "Checks: exercises and pictures",
    "L": "Checks: lists and room on the page",
    "K": "Checks: review, dates and exemptions",
    "B": "A clinic's brand",
    "H": "Tables of clinics",
    "T": "A clinic's own templates and styles",
    "A": "A clinician's signature",
    "P": "The finished page",
    "O": "Writing the result",
    "M": "Packs: many handouts at once",
    "N": "Names on the command line",
    "E": "This computer",
}
HEAD = """\
# Messages

Made by `make docs` from `handouts/messages/`. Words in {braces} are filled in. A line reads

    clinic.yaml:7:12: B001 The primary colour #FFD400 on white has a contrast of 1.4. Text needs ...

file, line, column, code, what is wrong, what to do. Every fault of a file is told at once.
"""


def messages() -> str:
    """The whole page."""
    parts = [HEAD, "## Exit codes\n\n" + _exit_codes()]
    for letter, title in GROUPS.items():
        rows = [
            f"| {code} | {_cell(entry.message)} | {_cell(entry.hint)} | {entry.severity} |"
            for code, entry in sorted(MESSAGES.items())
            if code.startswith(letter)
        ]
        parts.append(
            f"## {title}\n\n| code | what is wrong | what to do | |\n| --- | --- | --- | --- |\n"
            + "\n".join(rows)
            + "\n"
        )
    return "\n".join(parts)


def _exit_codes() -> str:
    classes = sorted(errors.HandoutError.__subclasses__(), key=lambda each: each.exit_code)
    rows = [
        "| 0 | Done. |",
        "| 1 | A fault of the tool itself; please tell us. |",
        "| 2 | The command line cannot be understood. |",
    ]
    rows += [f"| {each.exit_code} | {(each.__doc__ or '').splitlines()[0]} |" for each in classes]
    rows.append("| 130 | Stopped with Ctrl-C. |")
    return "| exit code | meaning |\n| --- | --- |\n" + "\n".join(rows) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("{{", "{").replace("}}", "}")


if __name__ == "__main__":
    path = DOCS / "messages.md"
    path.write_text(messages(), encoding="utf-8")
    print(path.relative_to(DOCS.parent))
