"""Papers as PDF: two languages side by side, the code at the foot for people and for a scanner.

A page is drawn from a plain paper (`reports.papers.plain_paper`), so that what is kept of it and what is printed are
the same. The file bears a random salt among its keywords: whoever has the ledger, and not the file, can try no names
against the digest of the file that stands there.
"""

from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any, get_args

import segno

from homeward.errors import InvalidInput
from homeward.formats.papers.typeset import count_undrawn, fit_to_show, typeset
from homeward.reports.papers.words import WORDS

_TEMPLATE = "paper.typ"
_LONG = 28  # letters without a space, after which a line may be broken
_NO_BREAK_NEEDED = frozenset("\u200b \n")
Languages = tuple[str, str]


def write_paper(told: Mapping[str, Any], languages: Languages, code: str, salt: str, program: str) -> bytes:
    """Draw a paper.

    told         a plain paper
    languages    of `WORDS`, two different ones; the first is the one of who holds the paper
    raises       InvalidInput for languages that papers are not written in
    """
    check_languages(languages)
    words = [WORDS[one] for one in languages]
    undrawn = count_undrawn(told)
    parts = fit_to_show([_part(part, words) for part in told["parts"]])
    data = {
        "kind": _both(told["kind"], words),
        "size": told["kind"],
        "about": _breakable(fit_to_show(str(told["about"]))),
        "on": [_both("made on", words), told["on"]],
        "parts": _breakable(parts),
        "langs": list(languages),
        "not_known": _both("not known", words),
        "undrawn": [_both("undrawn", words), undrawn] if undrawn else None,
        "code": code,
        "code_label": _both("code of this paper", words),
        "check": _both("how to check", words),
        "page": words[0]["page"],
        "qr": _drawn(code),
        "program": program,
        "salt": salt,
    }
    return typeset((files(__package__) / _TEMPLATE).read_bytes(), data)


def check_languages(languages: Sequence[str]) -> None:
    """Refuse languages that papers are not written in; raises InvalidInput."""
    if len(set(languages)) != len(get_args(Languages)) or not WORDS.keys() >= set(languages):
        raise InvalidInput(f"a paper is written in two languages of {', '.join(WORDS)}; write them as uk,en")


def _part(part: Mapping[str, Any], words: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    heading = part.get("heading")
    told: dict[str, Any] = {"is": part["is"], "heading": _both(heading, words) if heading else None}
    if part["is"] == "fields":
        return told | {"rows": [[_both(label, words), _value(value, words)] for label, value in part["rows"]]}
    if part["is"] == "grid":
        rows = [[_value(value, words) for value in row] for row in part["rows"]]
        return told | {"columns": [_both(one, words) for one in part["columns"]], "rows": rows}
    if part["is"] == "statements":
        return told | {"says": [_value(one, words) for one in part["says"]]}
    return told | {"labels": [_both(one, words) for one in part["labels"]]}


def _both(key: str, words: Sequence[Mapping[str, str]]) -> list[str]:
    return [one[key] for one in words]


def _value(value: Any, words: Sequence[Mapping[str, str]]) -> Any:
    """Give a text as it is, a term in both languages as a list of two, and None for what is not known."""
    if isinstance(value, Mapping):
        return _both(str(value["term"]), words)
    return None if value is None else str(value)


def _breakable(value: Any) -> Any:
    """Let a line be broken inside a text that has no place for it: nobody's 10,000 letters leave the paper."""
    if isinstance(value, Mapping):
        return {key: _breakable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_breakable(item) for item in value]
    return _broken(value) if isinstance(value, str) and len(value) > _LONG else value


def _broken(text: str) -> str:
    run, out = 0, []
    for sign in text:
        run = 0 if sign in _NO_BREAK_NEEDED else run + 1
        out.append(sign)
        if run >= _LONG:
            out.append("\u200b")
            run = 0
    return "".join(out)


def _drawn(code: str) -> str:
    """Draw the code for a scanner, as SVG."""
    rows = list(segno.make(code, micro=False, error="m").matrix_iter(border=2))
    dark = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
    size = len(rows)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path d="{dark}"/></svg>'
