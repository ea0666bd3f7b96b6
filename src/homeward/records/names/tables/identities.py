"""Tables of names: which spellings, in which scripts, are one name.

A table is text: `id: form form | form form ~ short short ; id: ...`. Forms between bars are spellings of one national
form, what follows "~" are short forms, "_" stands for a space, and line breaks mean nothing. Left to others: what
sharing an identity weighs.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from homeward.records.names.tables.letters import fold_spelling

SHORT = "short"


@dataclass(frozen=True, slots=True)
class Identities:
    """Which names a spelling may be: each as "prefix:id", with its national form as "prefix:id/2" or its "…/short"."""

    by_spelling: dict[str, frozenset[str]]
    fold: Callable[[str], str]

    def of(self, token: str) -> frozenset[str]:
        """Return every identity a token may be, with its national or short forms; none where it is unknown."""
        return self.by_spelling.get(self.fold(token), frozenset())


def parse_identities(prefix: str, *texts: str, fold: Callable[[str], str] = fold_spelling) -> Identities:
    """Parse tables of one language into a lookup by folded spelling.

    >>> table = parse_identities("x", "john: John Джон | Juan Хуан ~ Jack Джек ; ann: Ann")
    >>> sorted(table.of("Хуан")), sorted(table.of("Jack"))
    (['x:john', 'x:john/1'], ['x:john', 'x:john/short'])
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for text in texts:
        for name, groups in entries(text):
            for group, forms in groups.items():
                for form in forms:
                    found[fold(form)] |= {f"{prefix}:{name}", f"{prefix}:{name}/{group}"}
    return Identities({form: frozenset(ids) for form, ids in found.items()}, fold)


def entries(text: str) -> Iterator[tuple[str, dict[str, tuple[str, ...]]]]:
    """Read a table: each name, and its forms by group, "0", "1", ... for national forms and "short".

    >>> list(entries("ben: בן_דוד Ben ~ B"))
    [('ben', {'0': ('בן דוד', 'Ben'), 'short': ('B',)})]
    """
    for entry in text.split(";"):
        name, _, rest = entry.partition(":")
        full, _, short = rest.partition("~")
        groups = {str(k): group for k, group in enumerate(full.split("|"))} | {SHORT: short}
        if name.strip():
            yield (
                name.strip(),
                {k: tuple(w.replace("_", " ") for w in g.split()) for k, g in groups.items() if g.strip()},
            )
