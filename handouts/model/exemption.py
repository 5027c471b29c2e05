"""A finding of a check that somebody has looked at and lets stand."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from handouts.model.base import Line, Model, Text


class Exemption(Model):
    """One check that does not count here, and why; an exemption that nothing needs is itself a finding."""

    check: Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9]{3}$")]
    """The code of the check, such as R005."""
    at: Line | None = None
    """The part it is about, such as `massage.helps`; left out, the whole entry."""
    reason: Text
    """Why it may stand, for the next person who reads it."""
