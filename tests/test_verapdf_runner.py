"""The veraPDF runner itself: it must find faults, or a green suite says nothing."""

from pathlib import Path

import pytest
from weasyprint import HTML

from tests import verapdf

PAGE = "<html lang='de'><title>Ischialgie</title><h1>Ischialgie</h1><p>Bleiben Sie in Bewegung.</p>"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "Übungen für zu Hause.pdf"
    HTML(string=PAGE).write_pdf(path, pdf_variant="pdf/ua-1")
    return path


def test_a_tagged_page_with_a_title_passes(good: Path) -> None:
    assert verapdf.check([good]) == {good: []}


def test_every_bad_file_is_found_among_good_ones(good: Path, tmp_path: Path) -> None:
    untagged = tmp_path / "untagged.pdf"
    HTML(string=PAGE).write_pdf(untagged)
    untitled = tmp_path / "untitled.pdf"
    HTML(string=PAGE.replace("<title>Ischialgie</title>", "")).write_pdf(untitled, pdf_variant="pdf/ua-1")
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"no PDF at all")

    faults = verapdf.check([untagged, good, untitled, broken])

    assert faults[good] == []
    assert any("StructTreeRoot" in fault for fault in faults[untagged])
    assert any("dc:title" in fault for fault in faults[untitled])
    assert len(faults[broken]) == 1


def test_archival_rules_are_others_than_those_of_accessibility(good: Path) -> None:
    assert verapdf.check([good], flavour="2a")[good]


def test_missing_java_is_an_error_and_no_pass(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(RuntimeError, match="Java"):
        verapdf.check([good])


def test_a_failing_java_is_an_error_and_no_pass(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(verapdf.PROFILES, "ua9", "PDFUA-9")
    with pytest.raises(RuntimeError, match="did not finish"):
        verapdf.check([good], flavour="ua9")
