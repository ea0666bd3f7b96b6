"""How strongly words bind, promise and include: the ordered tables by which drift is told.

    commitment    pledged 4 > agreed 3 > ready, willing, offered 2 > considered, discussed 1
    certainty     happened, will 3 > expected, should 2 > could, may, might 1
    inclusion     all 3 > most 2 > some 1

Source: the table of ordered acts and hedges in notes on talks. Words of three languages; the strongest found counts for
inclusion, the weakest for certainty and commitment.
"""

import re

_COMMITMENT = (
    (
        4,
        r"pledg\w+|promis\w+|vow\w*|undert\w+|guarantee\w*|(?:по)?обіця\w+|зобов['’ʼ]яз\w+|гаранту\w+|обеща\w+"
        r"|обяз(?:а|у)\w+|гарантир\w+",
    ),
    (3, r"agreed?|agrees|deal|домови\w+|погоди\w+|договори\w+|согласи\w+"),
    (
        2,
        r"ready|willing\w*|prepared to|offer\w*|propos\w+|float\w*|готов\w*|запропон\w+|пропон\w+|предлож\w+"
        r"|предлага\w+",
    ),
    (1, r"consider\w*|discuss\w*|weigh\w*|mull\w*|розгля\w+|обговор\w+|рассматрив\w+|рассмотр\w+|обсужд\w+|обсуди\w+"),
)
_CERTAINTY = (
    (3, r"will|shall|must|would|is to|are to|буде|будуть|будет|будут|обов['’ʼ]язково|обязательно"),
    (
        2,
        r"should|expected|expects?|plans?|planned|intends?|likely|очіку\w+|плану\w+|має намір|ожида\w+|планиру\w+"
        r"|намерен\w*",
    ),
    (1, r"could|may|might|possib\w+|perhaps|може|можуть|можлив\w+|міг би|могли б|может|могут|возможн\w+|вероятн\w+"),
)
_INCLUSION = (
    (3, r"all|every|everyone|усі\w*|всі\w*|все|всех|всем"),
    (2, r"most|більшіст\w+|большинств\w+"),
    (1, r"some of|several|a few|деяк\w+|кільк\w+|некотор\w+|нескольк\w+"),
)
_PURPOSE = re.compile(r"(?<!\w)(?:so that|in order|щоб|аби|чтобы|if|якщо|если)(?!\w)", re.IGNORECASE)
_HAPPENED = re.compile(r"(?<!\w)(?:ha(?:ve|s|d) (?:already )?(?:been )?\w+|was|were|вже|уже)(?!\w)", re.IGNORECASE)
Table = tuple[tuple[int, re.Pattern[str]], ...]


def _compiled(table: tuple[tuple[int, str], ...]) -> Table:
    return tuple((level, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)) for level, pattern in table)


_COMMITMENTS, _CERTAINTIES, _INCLUSIONS = _compiled(_COMMITMENT), _compiled(_CERTAINTY), _compiled(_INCLUSION)


def commitment_of(words: str) -> int | None:
    """Give how strongly words bind whoever they speak of, 1 to 4.

    >>> commitment_of("had pledged to return"), commitment_of("a willingness to return"), commitment_of("it rained")
    (4, 2, None)
    """
    return min(_levels(_COMMITMENTS, words), default=None)


def certainty_of(words: str) -> int | None:
    """Give how certain words hold something to be, 1 to 3.

    >>> certainty_of("would cover"), certainty_of("is expected to include"), certainty_of("could be identified")
    (3, 2, 1)
    """
    purpose = _PURPOSE.search(words)
    return min(_levels(_CERTAINTIES, words[: purpose.start()] if purpose else words), default=None)


def inclusion_of(words: str) -> int | None:
    """Give how much of a whole words include, 1 to 3."""
    return max(_levels(_INCLUSIONS, words), default=None)


def has_happened(words: str) -> bool:
    """Tell whether words tell of something done."""
    return _HAPPENED.search(words) is not None


def _levels(table: Table, words: str) -> list[int]:
    return [level for level, pattern in table if pattern.search(words)]
