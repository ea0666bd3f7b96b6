"""The label on a container, bag or tube: its code for people and for a scanner, what it is, and no name."""

from datetime import date

from homeward.reports.papers.paper import Fields, Paper, Row, Signing, Term


def custody_label(code: str, level: str, seals: str | None, place: str | None, on: date) -> Paper:
    """Write a label; whoever takes the thing over writes day, hand and seal on it."""
    rows: tuple[Row, ...] = (("code", code), ("what", Term(level)), ("seals", seals), ("place", place))
    return Paper("custody label", code, on, (Fields(rows), Signing(("given by", "taken by"))))
