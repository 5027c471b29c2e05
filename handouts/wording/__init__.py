"""The words and pictures of a sheet as its template places them, every label from the content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from handouts.catalogue import Catalogue
    from handouts.sheet import Sheet
    from handouts.wording.base import Wording


def wording_of(sheet: Sheet, catalogue: Catalogue) -> Wording[Any]:
    """The wording of this kind of sheet."""
    from handouts.sheet import ConditionSheet, SelfChecksSheet, TechniqueSheet
    from handouts.wording.condition import ConditionWording
    from handouts.wording.self_checks import SelfChecksWording
    from handouts.wording.technique import TechniqueWording

    kinds: dict[type[Sheet], type[Wording[Any]]] = {
        ConditionSheet: ConditionWording,
        TechniqueSheet: TechniqueWording,
        SelfChecksSheet: SelfChecksWording,
    }
    return kinds[type(sheet)](sheet, catalogue)
