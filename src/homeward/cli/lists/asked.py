"""What commands on lists share: options that answer what a list leaves open, and showing what was assumed."""

from collections.abc import Iterable, Sequence
from typing import Annotated

import typer

from homeward.cli.console import err, out
from homeward.errors import InvalidInput
from homeward.formats.people.answers import ASSUME, Answers, answer
from homeward.records.listing import Listing, Question

Encoding = Annotated[
    list[str] | None, typer.Option("--encoding", help="[LIST:]ENCODING of a list, such as cp1251 or found:koi8-u.")
]
Dates = Annotated[
    list[str] | None,
    typer.Option("--dates", help="[LIST:]day-first or month-first: what 03/04/1980 begins with."),
]
Column = Annotated[
    list[str] | None,
    typer.Option("--column", help="[LIST:]FIELD=HEADING: the column of a field, by heading or as #3. Repeatable."),
]
Answer = Annotated[
    list[str] | None,
    typer.Option("--answer", help="[LIST:]ABOUT=CHOICE: answers any question shown, such as years=1900. Repeatable."),
]
Strict = Annotated[bool, typer.Option("--strict", help="Refuse a list that leaves a question open (exit code 2).")]

_SHOWN = 10


def read_answers(
    names: Sequence[str], given: Iterable[tuple[str, Sequence[str] | None]], *, is_strict: bool
) -> dict[str, Answers]:
    """Sort the answers on a command line by list; one that names none of them is about all.

    names     what the lists are called here
    given     what each option is about, and its values; "" and "column" give ABOUT=CHOICE and FIELD=HEADING
    raises    InvalidInput for an answer that nothing asks
    """
    told: dict[str, list[tuple[str, str]]] = {name: [] for name in names}
    for about, values in given:
        for value in values or ():
            of, choice = _split_list(value, names)
            question, answered = (about, choice) if about not in ("", "column") else _split_choice(about, choice)
            for name in names if of is None else (of,):
                told[name].append((question, answered))
    strict = Answers(is_strict=True) if is_strict else ASSUME
    return {name: answer(answers, strict) for name, answers in told.items()}


def _split_list(value: str, names: Sequence[str]) -> tuple[str | None, str]:
    for name in names:
        if value.casefold().startswith(name.casefold() + ":"):
            return name, value[len(name) + 1 :]
    return None, value


def _split_choice(about: str, choice: str) -> tuple[str, str]:
    question, equals, answered = choice.partition("=")
    if not equals:
        raise InvalidInput(f"{choice!r} has no '='; write it as " + ("FIELD=HEADING" if about else "ABOUT=CHOICE"))
    return f"{about} {question.strip()}".strip(), answered


def show_columns(name: str, listing: Listing) -> None:
    """Show which heading was read as which field."""
    told = ", ".join(f"{field} = {heading!r}" for field, heading in listing.columns)
    if told:
        out.print(f"columns of {name}: {told}", soft_wrap=True)


def show_questions(questions: Sequence[tuple[str, Question]]) -> None:
    """Show what lists leave open, what was assumed, and how to say otherwise."""
    for name, question in questions[:_SHOWN]:
        err.print(f"{name}, {question.about}: {question.asks}", soft_wrap=True, style="yellow")
        for sample in question.samples:
            err.print(f"    {sample}", soft_wrap=True)
        option = f"--answer '{name}:{question.about}=...'"
        err.print(f"  assumed: {question.assumed}; {option} with {' or '.join(question.choices)}", soft_wrap=True)
    if len(questions) > _SHOWN:
        err.print(f"... and {len(questions) - _SHOWN} more questions; --json lists all")
