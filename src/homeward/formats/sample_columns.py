"""What columns beside the loci say about a sample: its id, sex, chances of drop-out and drop-in.

Headings are known in English, Ukrainian and Russian, whatever their case and signs.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from homeward.errors import Problem
from homeward.evidence.dna.profile import Sex
from homeward.formats.reading import Reading, Row, Table, has_unseen, show

Column = Literal["id", "sex", "dropout", "dropin", "part", "marker", "genotype"]

_HEADINGS: dict[Column, str] = {  # the first that is found wins: "Sample Name" before "Sample File"
    "id": """sample sampleid samplename samplenumber sampleno sampleidentifier specimen specimenid specimennumber id
        person personid individual individualid donor donorid profile profileid labid labno labnumber barcode code
        remains remainsid samplefile name зразок номерзразка кодзразка idзразка проба образец номеробразца кодобразца
        код шифр номер № особа персона""",
    "sex": "sex gender declaredsex стать пол",
    "dropout": "dropout pdropout dropoutprobability",
    "dropin": "dropin pdropin dropinprobability",
    "part": "part ispart bodypart",
    "marker": "marker markername locus locusname system systemname loci маркер локус система",
    "genotype": "genotype генотип alleles",
}
_ALLELE = re.compile(r"(?:allele|алель|аллель)(?:name|call)?([0-9]{0,2}|[a-f])")
_SEXES: dict[Sex, str] = {
    "M": "m male man men boy masculine xy ч чол чоловік чоловіча чоловічий чоловіче м муж мужской мужчина мужская хлопець",
    "F": "f female woman women girl feminine xx ж жін жінка жіноча жіночий жіноче жен женский женщина женская дівчина",
    "U": "u unknown undetermined ? - н невідомо невідома неизвестно неизвестен нд",
}
_SEX_BY_WORD: dict[str, Sex] = {word: sex for sex, words in _SEXES.items() for word in words.split()}
_PROBABILITY = re.compile(r"(?:0|1|0?[.,][0-9]{1,17}|0[.,][0-9]{1,17}|1[.,]0{1,17}|[0-9.]{1,18}[eE]-[0-9]{1,3})")
_YES = frozenset("1 yes y true так да".split())
_NO = frozenset("0 no n false ні нет".split())


def fold_heading(heading: str) -> str:
    """Give a heading without case and signs."""
    return heading if heading == "№" else "".join(letter for letter in heading.casefold() if letter.isalnum())


def find_columns(header: Row, wanted: Iterable[Column] = tuple(_HEADINGS)) -> dict[Column, int]:
    """Find which column holds what; of several that fit, the heading that stands first in our list.

    >>> find_columns(("Sample File", "Sample Name", "Marker"))
    {'id': 1, 'marker': 2}
    """
    folded = [fold_heading(heading) for heading in header]
    found: dict[Column, int] = {}
    for column in wanted:
        for name in _HEADINGS[column].split():
            if name in folded:
                found[column] = folded.index(name)
                break
    return found


def find_allele_columns(header: Row) -> tuple[int, ...]:
    """Find the columns Allele 1, Allele 2, ... of a table with one row for each sample and locus."""
    found = [(match[1], place) for place, heading in enumerate(header) if (match := _match_allele(heading))]
    return tuple(place for _, place in sorted(found, key=lambda item: (item[0].zfill(2), item[1])))


def _match_allele(heading: str) -> "re.Match[str] | None":
    return _ALLELE.fullmatch(fold_heading(heading))


@lru_cache(maxsize=1024)
def read_sex(text: str) -> tuple[Sex, str]:
    """Read a word for a sex, and what is to be said about it.

    >>> read_sex("Жінка"), read_sex("male"), read_sex("2")
    (('F', ''), ('M', ''), ('U', "'2' is not a sex that is known here"))
    """
    word = text.casefold().strip(" .")
    if not word:
        return "U", ""
    sex = _SEX_BY_WORD.get(word)
    return (sex, "") if sex is not None else ("U", f"{show(text)} is not a sex that is known here")


@lru_cache(maxsize=1024)
def read_probability(text: str) -> tuple[float, str]:
    """Read a probability; 0.0 and what is to be said where there is none.

    >>> read_probability("0.05"), read_probability("5 %")
    ((0.05, ''), (0.0, "'5 %' is not a probability from 0 to 1"))
    """
    if not text:
        return 0.0, ""
    if _PROBABILITY.fullmatch(text) and text.count(".") <= 1:
        value = float(text.replace(",", "."))
        if 0.0 <= value <= 1.0:
            return value, f"{show(text)} has a decimal comma" if "," in text else ""
    return 0.0, f"{show(text)} is not a probability from 0 to 1"


def read_yes(text: str) -> tuple[bool, str]:
    """Read yes or no; nothing is no.

    >>> read_yes("так"), read_yes("")
    ((True, ''), (False, ''))
    """
    word = text.casefold()
    if word in _YES:
        return True, ""
    return False, "" if not word or word in _NO else f"{show(text)} is neither yes nor no"


def judge_id(table: Table, place: int, column: int, how: Reading) -> str:
    """Say why an id cannot be used; empty where it can."""
    text = table.rows[place][column]
    if not text:
        return "no id"
    if has_unseen(text):
        return f"the id {show(text)} has characters that cannot be seen"
    if not how.numeric_ids and not table.is_text(place, column):
        return f"the id {show(text)} is a number or date in the workbook: zeros may be lost; numeric_ids=True accepts it"
    return ""


def report_unread(table: Table, columns: Iterable[int]) -> list[Problem]:
    """Name each column that is not read, once; those without heading only where they hold anything."""
    problems = []
    for column in columns:
        heading = table.header[column]
        if heading:
            problems.append(Problem(f"column {heading}", "this column is not known here", "nothing of it"))
        elif any(row[column] for row in table.rows):
            problems.append(Problem(f"column number {column + 1}", "a column without a heading", "nothing of it"))
    return problems
