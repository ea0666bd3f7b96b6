"""Reading the language of conditions from text, as it stands in ledgers.

    C2a.verified >= 100                        floor(C2a.verified / 50)
    balance(C2a, verified) >= 100              floor(C2a.verified * 0.15)
    date >= 2031-04-01                         number of thresholds 100, 200, 300 reached by C2a.verified
    state(C3) = suspended                      steps(100, 200, 300; C2a.verified)
    event(names_confirmed, within 10 days)     min(6, C2a.verified)
    event(names_confirmed, by 2031-04-06)      C2a.verified + 2 * C2b.verified
    all(..., ...)   any(..., ...)   not ...   ... and ...   ... or ...   for 10 days ...

What is not in this language is refused with what was expected; the reader of ledgers keeps such a clause as words.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from homeward.errors import InvalidInput
from homeward.talks.conditions.calendar import LONGEST_DAYS
from homeward.talks.conditions.terms import (
    ACCOUNTS,
    All,
    Amount,
    Any,
    Balance,
    Compared,
    Happened,
    InState,
    Lasting,
    Not,
    Number,
    Reached,
    Rounded,
    Scaled,
    Steps,
    Sum,
    Term,
)

_TOKEN = re.compile(
    r"\s*(?:(\d{4}-\d{2}-\d{2})(?![\w-])|(\d[\d_]*(?:\.\d+)?%?)(?!\w)|([^\W\d][\w-]*(?:\.[^\W\d]\w*)?|\d[\w-]*\.[^\W\d]\w*)"
    r'|"([^"]*)"|(>=|<=|≥|≤|[()+*/<>=,;×÷−-]))'
)
_SAME = {"≥": ">=", "≤": "<=", "×": "*", "÷": "/", "−": "-"}
_COMPARISONS = (">=", ">", "<=", "<", "=")
_MOST_CHARS, _MOST_DEPTH = 4_000, 12
_LARGEST = 10**15
_ROUNDED = ("floor", "ceil", "min", "max")
_LONGEST_FOR = 3_660


def read_term(text: str) -> Term:
    """Read a condition.

    >>> read_term("all(C2a.verified >= 100, date >= 2031-04-01)")
    All(terms=(Compared(first=Balance(pledge='C2a', account='verified'), how='>=', second=100),
    Reached(day=datetime.date(2031, 4, 1), is_before=False)))

    raises    InvalidInput with what was expected and where
    """
    words = _Words(text)
    term = _any_of(words)
    words.expect_end()
    return term


def read_amount(text: str) -> Amount:
    """Read what is owed by formula.

    >>> read_amount("number of thresholds 100, 200 reached by C2a.verified")
    Steps(thresholds=(100, 200), amount=Balance(pledge='C2a', account='verified'))

    raises    InvalidInput with what was expected and where
    """
    words = _Words(text)
    amount = _amount(words)
    words.expect_end()
    return amount


class _Words:
    """The tokens of one text, taken from the front."""

    def __init__(self, text: str) -> None:
        if len(text) > _MOST_CHARS:
            raise InvalidInput(f"a formula of {len(text):,} characters; at most {_MOST_CHARS:,} are read")
        self._tokens = _split(text)
        self.at = 0
        self.depth = 0

    def peek(self, ahead: int = 0) -> str:
        """Show a token, "" at the end."""
        place = self.at + ahead
        return self._tokens[place] if place < len(self._tokens) else ""

    def take(self) -> str:
        """Take the next token."""
        self.at += 1
        return self._tokens[self.at - 1] if self.at <= len(self._tokens) else ""

    def takes(self, *wanted: str) -> bool:
        """Take these tokens if they come next."""
        if all(self.peek(ahead).lower() == word for ahead, word in enumerate(wanted)):
            self.at += len(wanted)
            return True
        return False

    def expect(self, wanted: str) -> None:
        """Take a token that must come next."""
        if not self.takes(wanted):
            raise self.complaint(repr(wanted))

    def expect_end(self) -> None:
        """Refuse words after the end."""
        if self.peek():
            raise self.complaint("the end")

    def complaint(self, wanted: str) -> InvalidInput:
        """Say what was expected where something else stands."""
        return InvalidInput(
            f"formula: {wanted} expected, found {self.peek()[:40] or 'the end'!r} ({self.at + 1}. word)"
        )

    def deeper(self) -> None:
        """Count one level of nesting."""
        self.depth += 1
        if self.depth > _MOST_DEPTH:
            raise InvalidInput(f"a formula nested more than {_MOST_DEPTH} deep")


def _split(text: str) -> Sequence[str]:
    tokens, at = [], 0
    text = text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise InvalidInput(f"formula: {text[at : at + 20].strip()!r} is not a word of the language of conditions")
        token = next(group for group in match.groups() if group is not None)
        tokens.append(_SAME.get(token, token))
        at = match.end()
    return tokens


# ── conditions ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _any_of(words: _Words) -> Term:
    terms = [_all_of(words)]
    while words.takes("or"):
        terms.append(_all_of(words))
    return terms[0] if len(terms) == 1 else Any(tuple(terms))


def _all_of(words: _Words) -> Term:
    terms = [_single(words)]
    while words.takes("and"):
        terms.append(_single(words))
    return terms[0] if len(terms) == 1 else All(tuple(terms))


def _single(words: _Words) -> Term:
    words.deeper()
    try:
        return _read_single(words)
    finally:
        words.depth -= 1


def _read_single(words: _Words) -> Term:
    word = words.peek().lower()
    if words.takes("not"):
        return Not(_single(words))
    if words.takes("for"):
        n_days = _days(words, _LONGEST_FOR)
        words.takes(",")
        return Lasting(n_days, _single(words))
    if word in ("all", "any") and words.peek(1) == "(":
        words.take()
        terms = tuple(_listed(words))
        return All(terms) if word == "all" else Any(terms)
    if word in _READERS:
        return _READERS[word](words)
    bracketed = _bracketed(words) if word == "(" else None
    return _comparison(words) if bracketed is None else bracketed


def _bracketed(words: _Words) -> Term | None:
    """Read (condition); None where the bracket opens an amount instead."""
    at = words.at
    words.take()
    try:
        term = _any_of(words)
        words.expect(")")
    except InvalidInput:
        words.at = at
        return None
    if words.peek() in ("", ")", ",") or words.peek().lower() in ("and", "or"):
        return term
    words.at = at
    return None


def _listed(words: _Words) -> list[Term]:
    words.expect("(")
    terms = [_any_of(words)]
    while words.takes(",") or words.takes(";"):
        terms.append(_any_of(words))
    words.expect(")")
    return terms


def _date(words: _Words) -> Term:
    words.take()
    how = words.take()
    if how not in (">=", "<"):
        raise words.complaint("date >= DAY or date < DAY")
    return Reached(_day(words), is_before=how == "<")


def _state(words: _Words) -> Term:
    words.take()
    words.expect("(")
    pledge = words.take()
    words.expect(")")
    words.expect("=")
    state = words.take()
    while words.peek().lower() in ("force",):  # "in force" without quotation marks
        state += " " + words.take()
    return InState(pledge, state)


def _event(words: _Words) -> Term:
    words.take()
    words.expect("(")
    names = [words.take()]
    within, by = None, None
    while words.takes(","):
        if words.takes("within"):
            within = _days(words, LONGEST_DAYS)
        elif words.takes("by"):
            by = _day(words)
        else:
            names.append(words.take())
    words.expect(")")
    if len(names) > 2:
        raise words.complaint("event(kind) or event(pledge, kind)")
    return Happened(names[-1], within, by, names[0] if len(names) == 2 else None)


_READERS: Mapping[str, Callable[[_Words], Term]] = {"date": _date, "state": _state, "event": _event}


def _comparison(words: _Words) -> Term:
    first = _amount(words)
    how = words.peek()
    if how not in _COMPARISONS:
        raise words.complaint("one of >=, >, <=, <, =")
    words.take()
    return Compared(first, how, _amount(words))  # type: ignore[arg-type]  # one of _COMPARISONS


# ── amounts ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _amount(words: _Words) -> Amount:
    amounts = [_product(words)]
    while (sign := words.peek()) in ("+", "-"):
        words.take()
        amount = _product(words)
        amounts.append(amount if sign == "+" else _scaled(-1, amount, words))
    return amounts[0] if len(amounts) == 1 else Sum(tuple(amounts))


def _product(words: _Words) -> Amount:
    amount = _factor(words)
    while (sign := words.peek()) in ("*", "/"):
        words.take()
        second = _factor(words)
        if sign == "/":
            if not isinstance(second, int | Fraction) or not second:
                raise words.complaint("a number other than 0 after the division sign")
            second = Fraction(1) / second
        amount = _scaled(amount, second, words)
    return amount


def _scaled(first: Amount, second: Amount, words: _Words) -> Amount:
    """Multiply; one of the two must be a number, and rates of rates are one rate."""
    if not isinstance(first, int | Fraction):
        first, second = second, first
    if not isinstance(first, int | Fraction):
        raise words.complaint("a number beside a balance; two balances are never multiplied")
    if isinstance(second, Scaled):
        first, second = first * second.rate, second.amount
    return first * second if isinstance(second, int | Fraction) else Scaled(first, second)


def _factor(words: _Words) -> Amount:
    words.deeper()
    try:
        return _read_factor(words)
    finally:
        words.depth -= 1


def _read_factor(words: _Words) -> Amount:
    word = words.peek().lower()
    if words.takes("("):
        amount = _amount(words)
        words.expect(")")
        return amount
    if word in _ROUNDED:
        words.take()
        return _rounded(words, word)
    if word in ("number", "thresholds", "steps"):
        return _steps(words)
    if words.takes("balance"):
        words.expect("(")
        pledge = words.take()
        words.expect(",")
        balance = _balance(words, pledge, words.take())
        words.expect(")")
        return balance
    if word[:1].isdigit() and "." not in word.lstrip("0123456789_.%"):
        return _number(words)
    pledge, dot, account = words.peek().rpartition(".")
    if not dot:
        raise words.complaint("a number or a balance such as C1.verified")
    words.take()
    return _balance(words, pledge, account)


def _balance(words: _Words, pledge: str, account: str) -> Balance:
    if account not in ACCOUNTS:
        raise InvalidInput(f"formula: {account[:40]!r} is not an account; accounts are {', '.join(ACCOUNTS)}")
    return Balance(pledge, account)


def _rounded(words: _Words, how: str) -> Amount:
    words.expect("(")
    amounts = [_amount(words)]
    while words.takes(",") or words.takes(";"):
        amounts.append(_amount(words))
    words.expect(")")
    if (len(amounts) == 1) != (how in ("floor", "ceil")):
        raise words.complaint(f"{how} of {'one amount' if how in ('floor', 'ceil') else 'two or more amounts'}")
    return Rounded(how, tuple(amounts))  # type: ignore[arg-type]  # one of _ROUNDED


def _steps(words: _Words) -> Amount:
    words.takes("number", "of")
    is_call = words.takes("steps", "(")
    words.takes("thresholds")
    thresholds = [_number(words)]
    while words.takes(",") or words.takes("and"):
        thresholds.append(_number(words))
    if is_call:
        words.expect(";")
    else:
        words.expect("reached")
        words.expect("by")
    amount = _factor(words)
    if is_call:
        words.expect(")")
    return Steps(tuple(thresholds), amount)


def _number(words: _Words) -> Number:
    text = words.take().replace("_", "")
    try:
        number = Fraction(text.removesuffix("%"))
    except ValueError:
        raise words.complaint("a number") from None
    number = number / 100 if text.endswith("%") else number
    if number > _LARGEST:
        raise InvalidInput(f"formula: a number of {len(text)} digits; at most {_LARGEST:.0e} is read")
    return number.numerator if number.denominator == 1 else number


def _days(words: _Words, most: int) -> int:
    number = _number(words)
    if not isinstance(number, int) or not 0 < number <= most:
        raise InvalidInput(f"formula: {number} days; whole days from 1 to {most:,} are read")
    if not words.takes("days"):
        words.expect("day")
    return number


def _day(words: _Words) -> date:
    text = words.take()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidInput(f"formula: {text[:20]!r} is not a day written 2031-04-01") from None
