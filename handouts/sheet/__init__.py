"""What stands on one handout: the words of an entry after the clinic's and the therapist's changes."""

from __future__ import annotations

from handouts.sheet.base import Layout, Options, Sheet
from handouts.sheet.condition import Card, ConditionSheet, compose

__all__ = ["Card", "ConditionSheet", "Layout", "Options", "Sheet", "compose"]
