"""He, she or it: what roles, and the pronouns beside a name, tell of somebody."""

import re

HE = re.compile(r"(?<!\w)(?:he|him|his|spokesman|mr|king|father|він|його|его|он|єму|йому|ему)(?!\w)", re.IGNORECASE)
SHE = re.compile(
    r"(?<!\w)(?:she|her|spokeswoman|ombudswoman|mrs|ms|queen|mother|вона|її|она|е[её]|речниц\w+|міністерк\w+"
    r"|омбудсменк\w+"
    r"|уповноважена|уполномоченная|мати|мать)(?!\w)",
    re.IGNORECASE,
)
_IT = re.compile(r"(?<!\w)(?:it|they|воно|вони|оно|они)(?!\w)", re.IGNORECASE)
_PRONOUN = re.compile(r"(?<!\w)(?:(he|his|him|himself)|(?:she|her|hers|herself))(?!\w)", re.IGNORECASE)


def gender_of(words: str) -> str | None:
    """Tell "he", "she" or "it" of a pronoun or of the words of a role; None where they do not say."""
    told = [name for pattern, name in ((HE, "he"), (SHE, "she"), (_IT, "it")) if pattern.search(words)]
    return told[0] if len(told) == 1 else None


class Genders:
    """Which pronoun stands beside which name in one document."""

    def __init__(self) -> None:
        self._told: dict[str, list[str]] = {}

    def note(self, key: str, behind: str) -> None:
        """Remember the first "he" or "she" in the words behind a name."""
        pronoun = _PRONOUN.search(behind)
        if pronoun:
            self._told.setdefault(key, []).append("he" if pronoun[1] else "she")

    def told(self, key: str) -> str | None:
        """Give the pronoun that stands beside a name most often; None where both do alike."""
        told = self._told.get(key, [])
        n_he, n_she = told.count("he"), told.count("she")
        return None if n_he == n_she else "he" if n_he > n_she else "she"
