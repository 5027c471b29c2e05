"""A clinic's folder to its brand: the checked facts, pictures, fonts and colours of its sheets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from handouts import assets, colour
from handouts.belongings import Belongings, Layer
from handouts.catalogue import KINDS, OWN_KINDS, Catalogue
from handouts.errors import InputFault, Place, Problem
from handouts.model.clinic import Clinic, ConditionOverride, Overrides, OwnFont
from handouts.printing import Paper
from handouts.resources import CLINIC_FILE, OVERRIDES_FILE, REVIEWS_FILE, shipped, shown_path
from handouts.shape import as_tuples, check

INK, MUTED = "#16242B", "#41525A"
GREY_INK, GREY_MUTED = "#1A1A1A", "#4A4A4A"
"""The colours of text that belong to no brand; a brand without colour gets none from us."""

FIGURE_FILE = re.compile(r"[a-z0-9-]+(\.(start|finish))?\.(svg|png)")
"""What a picture in a clinic's `figures/` is called."""
PICTURES = {".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff", ".bmp", ".heic", ".pdf"}
"""Endings of what may be meant as one."""
ALIKE = 0.8
"""How alike two file names are, of 1, when one is probably a slip for the other."""

PlaceOf = Callable[..., Place]
"""Where the value at these keys stands in the clinic's file."""


@dataclass(frozen=True)
class Palette:
    """Every colour of a sheet as #RRGGBB, made from the clinic's two."""

    primary: str
    tint: str
    line: str
    accent: str
    accent_tint: str
    ink: str
    muted: str


BLACK_ON_WHITE = Palette(
    primary="#000000",
    tint="#FFFFFF",
    line="#000000",
    accent="#000000",
    accent_tint="#FFFFFF",
    ink="#000000",
    muted="#000000",
)


@dataclass(frozen=True)
class Brand:
    """All that a sheet takes from the clinic; without a folder it is the neutral brand."""

    clinic: Clinic
    folder: Path | None
    palette: Palette
    paper: Paper
    emergency: str
    logo: assets.Picture | None = None
    regular: bytes = field(default=b"", repr=False)
    bold: bytes = field(default=b"", repr=False)
    overrides: Overrides = field(default_factory=Overrides)
    extra_css: str = ""
    own_templates: bool = False
    in_lines: bool = False
    """Printed in black lines on white, to save ink."""
    warnings: tuple[Problem, ...] = ()

    @property
    def shapes_pages(self) -> bool:
        """True when the clinic brings templates or styles: code, in a way, and run under guard."""
        return self.own_templates or bool(self.extra_css)

    @property
    def adds_to_pages(self) -> bool:
        """True when something of the clinic's takes room that the shipped words were not written for."""
        clinic = self.clinic
        return bool(
            self.shapes_pages
            or clinic.disclaimer_extra
            or (clinic.show.therapists and clinic.therapists)
            or isinstance(clinic.type, OwnFont)
        )

    def saving_ink(self) -> Brand:
        """The same in black on white, without what would be a filled area."""
        return replace(self, palette=BLACK_ON_WHITE, logo=None, in_lines=True)

    def override(self, slug: str) -> ConditionOverride:
        """The small changes to this condition."""
        return self.overrides.conditions.get(slug, ConditionOverride())

    def changed(self, slug: str, change: Mapping[str, Any]) -> Brand:
        """The brand with a pack's change of one condition, which is over the clinic's own."""
        override = self.override(slug).changed(ConditionOverride.model_validate(as_tuples(change)))
        conditions = {**self.overrides.conditions, slug: override}
        overrides = self.overrides.model_copy(update={"conditions": conditions})
        return replace(self, overrides=overrides)


def load(path: Path | None, catalogue: Catalogue) -> Brand:
    """The brand in this clinic file, the neutral one for None; raises InputFault with all faults.

    What a base says holds where the clinic's own file says nothing.
    """
    if path is None:
        neutral = Clinic(name=str(catalogue.labels["neutral_clinic"]))
        return _brand(neutral, Belongings((), catalogue), catalogue)
    own = (path.parent, catalogue.yaml(path))
    return of_layers([own, *base_layers(catalogue.inputs.own[1:], catalogue)], catalogue)


def base_layers(folders: Sequence[Path], catalogue: Catalogue) -> list[Layer]:
    """The clinic files of these bases, checked; raises InputFault."""
    layers = [(folder, catalogue.yaml(folder / CLINIC_FILE)) for folder in folders]
    for _, source in layers:
        if check(source, Clinic).base:
            raise InputFault(Problem.of("B041", source.place(["base"])))
    return layers


def of_layers(layers: Sequence[Layer], catalogue: Catalogue) -> Brand:
    """The brand of a clinic file over those of its bases; raises InputFault with all faults."""
    files = Belongings(layers, catalogue)
    return _brand(check(files.merged, Clinic), files, catalogue)


def _brand(clinic: Clinic, files: Belongings, catalogue: Catalogue) -> Brand:
    problems = files.problems
    place = files.place
    country = catalogue.countries.get(clinic.country)
    if country is None and not (clinic.emergency_number and clinic.paper):
        hint = f"Known: {', '.join(catalogue.countries)}."
        problems.append(Problem.of("B030", place("country"), value=clinic.country, near=hint))
    problems += _colour_problems(clinic, place)
    logo = files.logo(clinic)
    regular, bold = files.fonts(clinic)
    overrides = files.overrides()
    extra_css = files.extra_css()
    if problems:
        raise InputFault(*problems)
    return Brand(
        clinic=clinic,
        folder=next(iter(files.folders), None),
        palette=_palette(clinic),
        paper=clinic.paper or (country.paper if country else "letter"),
        emergency=clinic.emergency_number or (country.emergency_number if country else ""),
        logo=logo,
        regular=regular,
        bold=bold,
        overrides=overrides,
        extra_css=extra_css,
        own_templates=any(
            (folder / "templates").is_dir() and (folder / "templates").resolve() != shipped("templates")
            for folder in files.folders
        ),
        warnings=tuple(_clothing_warnings(clinic, place)),
    )


def strays(folder: Path) -> list[Problem]:
    """Files that are passed over, though their names say that they should not be; one warning each."""
    meant: dict[Path, str] = {
        path: f"{path.stem}.yaml"
        for kind in OWN_KINDS
        for path in sorted((folder / KINDS[kind]).glob("*.yml"))
    }
    known = {
        folder: [CLINIC_FILE, OVERRIDES_FILE, REVIEWS_FILE],
        folder / "templates": [path.name for path in shipped("templates").glob("*.html")],
        folder / "styles": ["extra.css"],
    }
    for place, names in known.items():
        for path in sorted(place.iterdir()) if place.is_dir() else ():
            close = get_close_matches(path.name, names, n=1, cutoff=ALIKE)
            if close and path.name not in names:
                meant[path] = close[0]
    figures = folder / "figures"
    for path in sorted(figures.iterdir()) if figures.is_dir() else ():
        if path.suffix.lower() in PICTURES and not FIGURE_FILE.fullmatch(path.name):
            ending = ".svg" if path.suffix.lower() == ".svg" else ".png"
            meant[path] = f"{path.stem.lower()}{ending}"
    return [
        Problem.of("B032", Place(shown_path(path)), near=f"Did you mean {name}?")
        for path, name in meant.items()
    ]


def _palette(clinic: Clinic) -> Palette:
    primary, accent = clinic.colours.primary, clinic.colours.accent
    ink, muted = (GREY_INK, GREY_MUTED) if all(map(_is_grey, (primary, accent))) else (INK, MUTED)
    return Palette(
        ink=ink,
        muted=muted,
        primary=primary,
        tint=colour.box_tint(primary, primary, muted),
        line=colour.line_colour(primary),
        accent=accent,
        accent_tint=colour.box_tint(accent, accent, ink),
    )


def _is_grey(value: str) -> bool:
    return len(set(colour.parse_hex(value))) == 1


def _colour_problems(clinic: Clinic, place: PlaceOf) -> list[Problem]:
    """Colours that cannot be read as text on white, with the nearest one that can."""
    return [
        Problem.of(
            "B001",
            place("colours", name),
            name=name,
            value=value,
            contrast=f"{colour.contrast(value, colour.WHITE):.1f}",
            nearest=colour.nearest_passing(value, colour.WHITE),
        )
        for name, value in clinic.colours
        if colour.contrast(value, colour.WHITE) < colour.TEXT_CONTRAST
    ]


def _clothing_warnings(clinic: Clinic, place: PlaceOf) -> Iterator[Problem]:
    for name, value in clinic.clothing:
        nearest = value and colour.clothing(value)[0]
        if value and nearest != value.upper():
            at = place("clothing", name)
            yield Problem.of("B002", at, name=name, value=value, nearest=nearest)
