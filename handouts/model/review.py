"""A clinic's `reviews.yaml`: which clinician has signed the words of which sheet."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, RootModel, StringConstraints

from handouts.model.base import Day, Model

Clinician = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, max_length=80, pattern=r"^[^,\n]*[^\s,][^,\n]*,[^\n]*[^\s,][^\n]*$"
    ),
]
"""A name, a comma, credentials."""


class Signature(Model):
    """A clinician's name under the words of one sheet."""

    by: Clinician
    """Who has read them: name and credentials, such as Kim Lee, DPT."""
    on: Day
    """On which day."""
    words: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
    """Hash of the words that were read; when it is no longer theirs, the signature has lapsed."""


class Signatures(RootModel[dict[str, Signature]]):
    """The whole file: signatures by the name of the sheet."""

    model_config = ConfigDict(frozen=True, strict=True, defer_build=True)
