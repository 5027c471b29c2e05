"""The words and pictures of a sheet as its template places them, every label from the content."""

from __future__ import annotations

from typing import Any

from handouts.catalogue import Catalogue
from handouts.sheet.base import Sheet
from handouts.sheet.condition import ConditionSheet
from handouts.wording.base import Wording
from handouts.wording.condition import ConditionWording

_KINDS: dict[type[Sheet], type[Wording[Any]]] = {ConditionSheet: ConditionWording}


def wording_of(sheet: Sheet, catalogue: Catalogue) -> Wording[Any]:
    """The wording of this kind of sheet."""
    return _KINDS[type(sheet)](sheet, catalogue)
