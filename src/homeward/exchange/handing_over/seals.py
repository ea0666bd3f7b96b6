"""Seals: what was put on a container, what was found on it, and the difference in words.

A seal that is broken or another one does not say what happened; it says that nobody can vouch for the container any
more. What lies in it is left to examination.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from homeward.exchange.handing_over.paper import check_code


@dataclass(frozen=True, slots=True, order=True)
class Seal:
    """One seal as somebody found it."""

    number: str
    is_whole: bool = True

    def __post_init__(self) -> None:
        check_code("the number of a seal", self.number)


def seal_differences(container: str, left_under: Iterable[str], found: Iterable[Seal] | None) -> tuple[str, ...]:
    """Say how the seals found on a container differ from those it was left under.

    found      None where nobody wrote the seals down, which is a difference too

    >>> seal_differences("K-3", ["17"], [Seal("19")])
    ('container K-3: seal 17 is not there', 'container K-3: seal 19 was not put on by whoever left it')
    """
    left = sorted(set(left_under))
    if found is None:
        return tuple(f"container {container}: nobody wrote down whether seal {number} was whole" for number in left)
    whole = {seal.number: seal.is_whole for seal in sorted(set(found), reverse=True)}  # broken, where both are said
    missing = [f"container {container}: seal {number} is not there" for number in left if number not in whole]
    broken = [f"container {container}: seal {number} is broken" for number in left if whole.get(number) is False]
    others = [
        f"container {container}: seal {number} was not put on by whoever left it"
        for number in sorted(set(whole) - set(left))
    ]
    return (*missing, *broken, *others)
