"""The sheets of one catalogue by what they say, to find those that say the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

from handouts.catalogue import Entry
from handouts.checks.finding import Path
from handouts.checks.passage import NAMES, Passage, passages_of
from handouts.files import PLACEHOLDER
from handouts.model.base import Model
from handouts.model.condition import Condition
from handouts.model.technique import Technique
from handouts.readability import Names

SHEETS: tuple[type[Model], ...] = (Condition, Technique)
"""The kinds of entry that are sheets of their own."""

RUN = 4
"""Words; texts are alike as far as they share runs of so many."""

ALIKE_ON_PURPOSE = {"red_flags", "wait", "tell_therapist", "cautions", "question"}
"""Parts that may be the same on all sheets: dangers in their best words, and the questions people ask."""

_APART = NAMES | ALIKE_ON_PURPOSE

COMMON = 0.5
"""A word on more than this share of the sheets, of 1, tells nothing."""

Run = tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """An entry and the texts in it."""

    entry: Entry[Model]

    @property
    def key(self) -> tuple[str, str]:
        """Its kind and name; a draft of a sheet has the same as the sheet."""
        model = self.entry.model
        return type(model).__name__, str(getattr(model, "slug", None) or getattr(model, "id", ""))

    @property
    def title(self) -> str:
        """Its title."""
        return str(getattr(self.entry.model, "title", ""))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every text that a patient reads, in the order of the model; what is still to be written is none."""
        return tuple(each for each in passages_of(self.entry.model) if PLACEHOLDER not in each.text)

    @cached_property
    def own_passages(self) -> tuple[Passage, ...]:
        """The passages that should be unlike those of other sheets."""
        return tuple(each for each in self.passages if _APART.isdisjoint(each.path))

    @cached_property
    def runs(self) -> dict[Path, frozenset[Run]]:
        """The runs of words in each of its own passages."""
        return {passage.path: frozenset(self._runs(passage)) for passage in self.own_passages}

    @cached_property
    def _names(self) -> Names:
        model = self.entry.model
        names = [getattr(model, key, "") for key in ("title", "title_in_text")]
        return Names([*names, *getattr(model, "also_known_as", ())])

    def nameless(self, words: Sequence[str]) -> Run:
        """The words without the sheet's own name, so that a name swapped makes no difference."""
        return tuple(self._names.out_of(words))

    def _runs(self, passage: Passage) -> Iterator[Run]:
        words = self.nameless([word for sentence in passage.sentences for word in sentence.said])
        return (words[at : at + RUN] for at in range(len(words) - RUN + 1))


class Neighbours:
    """An index of sheets: which of them have a sentence or a run of words."""

    def __init__(self, sheets: Iterable[Sheet]) -> None:
        self._sheets = list(sheets)
        self._by_sentence: dict[Run, list[int]] = {}
        self._by_run: dict[Run, set[tuple[int, int]]] = {}
        self._by_word: Counter[str] = Counter()
        for number, sheet in enumerate(self._sheets):
            self._read(number, sheet)

    def _read(self, number: int, sheet: Sheet) -> None:
        words: set[str] = set()
        for at, passage in enumerate(sheet.own_passages):
            for sentence in passage.sentences:
                words.update(sentence.stems)
                self._by_sentence.setdefault(sheet.nameless(sentence.said), []).append(number)
            for run in sheet.runs[passage.path]:
                self._by_run.setdefault(run, set()).add((number, at))
        self._by_word.update(words)

    @cached_property
    def common(self) -> frozenset[str]:
        """The words, without their endings, that stand on so many sheets that they tell nothing."""
        most = COMMON * len(self._sheets)
        return frozenset(stem for stem, count in self._by_word.items() if count > most)

    def weight(self, stems: Iterable[str]) -> float:
        """How much these words tell: the more, the fewer sheets have them."""
        sheets = max(1, len(self._sheets))
        return sum(log(max(self._by_word[stem], 1) / sheets) ** 2 for stem in stems)

    def saying(self, words: Run, beside: Sheet) -> list[Sheet]:
        """The other sheets that have a sentence of just these words."""
        sheets = (self._sheets[number] for number in dict.fromkeys(self._by_sentence.get(words, ())))
        return [sheet for sheet in sheets if sheet.key != beside.key]

    def nearest_passage(self, runs: frozenset[Run], beside: Sheet) -> tuple[float, Sheet]:
        """The share of the runs, of 1, that stand in one passage of another sheet, and that sheet."""
        places = Counter(each for run in runs for each in self._by_run.get(run, ()))
        return self._nearest(places, runs, beside)

    def nearest_sheet(self, runs: frozenset[Run], beside: Sheet) -> tuple[float, Sheet]:
        """The share of the runs, of 1, that stand in another sheet, and that sheet."""
        sheets = ({(number, 0) for number, _ in self._by_run.get(run, ())} for run in runs)
        return self._nearest(Counter(each for found in sheets for each in found), runs, beside)

    def _nearest(
        self, counts: Counter[tuple[int, int]], runs: frozenset[Run], beside: Sheet
    ) -> tuple[float, Sheet]:
        for (number, _), count in counts.most_common():
            if self._sheets[number].key != beside.key:
                return count / len(runs), self._sheets[number]
        return 0.0, beside
