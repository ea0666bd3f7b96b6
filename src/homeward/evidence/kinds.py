"""The kinds of evidence that lists give about two people, the levels of agreement, and what each weighs at first.

Level 0 is always "not known on one side" and weighs 0. For each other level stands how often it occurs between two
records of one person (m) and between two strangers (u): the shipped numbers from which estimation starts, as if seen on
`WORTH` pairs, so that a list of fifty is weighed by them and a list of a hundred thousand by itself. Where `is_valued`,
strangers agree on the first level as often as the value is common: a rare family name weighs more than a common one.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
FLOOR, CAP = -3.0, 4.75  # log10: no level of any kind weighs less or more
WORTH = 200.0  # pairs that the shipped m are worth
WORTH_U = 1000.0  # pairs that the shipped u are worth


@dataclass(frozen=True, slots=True)
class Level:
    """One way in which two records can agree on one kind."""

    says: str
    m: float  # share of pairs of one person, of those where both sides say something
    u: float  # share of pairs of two strangers


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of evidence and its levels, the first of them the best."""

    name: str
    levels: tuple[Level, ...]
    is_valued: bool = False  # the first level weighs by how common the value is
    is_choice: bool = False  # we took the better of two readings: a stranger has both chances, each with u = 1
    floor: float = FLOOR
    cap: float = CAP

    @property
    def m(self) -> Floats:
        """Give the shipped m of levels 1, 2, ..., summing to 1."""
        m = np.array([level.m for level in self.levels])
        return m / m.sum()

    @property
    def u(self) -> Floats:
        """Give the shipped u of levels 1, 2, ..., summing to 1; each 1 where we chose between readings."""
        u = np.array([level.u for level in self.levels])
        return u if self.is_choice else u / u.sum()


class NameLevel(IntEnum):
    """Levels of a part of a name: OTHER where no table knows one of the two, which may be damaged."""

    MISSING, SAME, FORM, INITIAL, SLIP, NEAR, OTHER, ANOTHER = range(8)


class DateLevel(IntEnum):
    """Levels of two birth dates."""

    (
        MISSING, SAME, SWAPPED, SLIP, YEAR_SLIP, YEAR_ALONE, DECADE, SAME_YEAR, NEXT_YEAR, SIBLING_GAP, PARENT_GAP, FAR,
    ) = range(12)  # fmt: skip


class SeenLevel(IntEnum):
    """Levels of two dates last seen, by days from the sought record's to the found one's."""

    MISSING, SAME, AFTER_3, AFTER_7, AFTER_14, AFTER_45, BEFORE_3, BEFORE_7, BEFORE_14, BEFORE_45, FAR = range(11)


class PlaceLevel(IntEnum):
    """Levels of two places; those of distance only where both are known to lie somewhere, and are not one by name."""

    (
        MISSING, SAME_WITH_REGION, SAME, RENAMED, SLIP, WITHIN_10, WITHIN_40, REGION, WITHIN_150, OTHER_REGION, OTHER,
    ) = range(11)  # fmt: skip


class RankLevel(IntEnum):
    """Levels of two ranks."""

    MISSING, SAME, ONE_STEP, TWO_STEPS, MORE = range(5)


class SignLevel(IntEnum):
    """Levels of units, categories, sexes and numbers; no slip is told apart in categories and sexes."""

    MISSING, SAME, OTHER, SLIP = range(4)


class OrderLevel(IntEnum):
    """Are family and given name written in the same columns on both lists?"""

    MISSING, SAME, SWAPPED = range(3)


_NAME = (
    ("the same name", 0.88, 0.002),
    ("forms of one name", 0.02, 0.001),
    ("an initial fits", 0.01, 0.001),
    ("one slip apart", 0.05, 0.001),
    ("near", 0.02, 0.003),
    ("other", 0.02, 0.99),
    ("both known, and not the same name", 0.0001, 0.0001),  # no table knows family names
)


def _levels(rows: tuple[tuple[str, float, float], ...]) -> tuple[Level, ...]:
    return tuple(Level(*row) for row in rows)


KINDS = (
    Kind("family_name", _levels(_NAME), is_valued=True),
    Kind(
        "given_name",
        _levels(
            (
                ("the same name", 0.89, 0.03),
                ("forms of one name", 0.03, 0.005),
                ("an initial fits", 0.02, 0.002),
                ("one slip apart", 0.03, 0.003),
                ("near", 0.01, 0.005),
                ("other", 0.01, 0.1),
                ("both known, and not the same name", 0.0015, 0.855),
            )
        ),
        is_valued=True,
    ),
    Kind(
        "patronymic",
        _levels(
            (
                ("the same father's name", 0.9, 0.03),
                ("forms of one name", 0.01, 0.003),
                ("an initial fits", 0.02, 0.002),
                ("one slip apart", 0.03, 0.003),
                ("near", 0.02, 0.01),
                ("other", 0.01, 0.1),
                ("both known, and not the same name", 0.004, 0.85),
            )
        ),
        is_valued=True,
    ),
    Kind(
        "name_order",
        _levels((("as on the other list", 0.97, 1.0), ("family and given name swapped", 0.03, 1.0))),
        is_choice=True,
    ),
    Kind(
        "birth_date",
        _levels(
            (
                ("the same date", 0.74, 0.00006),
                ("day and month swapped", 0.03, 0.00006),
                ("one digit of the day or month apart, or one day", 0.04, 0.001),
                ("the same day, one year apart", 0.03, 0.0001),
                ("the same year, no more known", 0.12, 0.008),
                ("the same day, ten years apart", 0.006, 0.0001),
                ("the same year, another day", 0.008, 0.02),
                ("one year apart", 0.008, 0.05),
                ("2 to 15 years apart", 0.008, 0.45),
                ("16 to 45 years apart", 0.006, 0.42),
                ("more than 45 years apart", 0.004, 0.05),
            )
        ),
        is_valued=True,
    ),
    Kind(
        "birth_place",
        _levels(
            (
                ("the same place and region", 0.4, 0.004),
                ("the same place, region not given twice", 0.5, 0.02),
                ("old and new name of one place", 0.02, 0.0005),
                ("names one slip apart", 0.02, 0.003),
                ("within 10 km", 0.01, 0.003),
                ("within 40 km", 0.01, 0.012),
                ("the same region", 0.03, 0.03),
                ("within 150 km", 0.005, 0.07),
                ("the same name in another region", 0.01, 0.01),
                ("other", 0.018, 0.845),
            )
        ),
        is_valued=True,
    ),
    Kind(
        "last_seen_place",
        _levels(
            (
                ("the same place and region", 0.2, 0.01),
                ("the same place", 0.61, 0.045),
                ("old and new name of one place", 0.05, 0.005),
                ("names one slip apart", 0.02, 0.002),
                ("within 10 km", 0.01, 0.005),  # a body lies where it was carried: distance speaks mildly here
                ("within 40 km", 0.01, 0.035),
                ("the same region", 0.01, 0.02),
                ("within 150 km", 0.02, 0.22),
                ("the same name in another region", 0.01, 0.002),
                ("other", 0.03, 0.65),
            )
        ),
        is_valued=True,
    ),
    Kind(
        "last_seen_date",
        _levels(
            (
                ("the same day", 0.4, 0.0015),
                ("1 to 3 days later", 0.15, 0.004),
                ("4 to 7 days later", 0.08, 0.005),
                ("8 to 14 days later", 0.05, 0.009),
                ("15 to 45 days later", 0.02, 0.04),
                ("1 to 3 days earlier", 0.15, 0.004),
                ("4 to 7 days earlier", 0.08, 0.005),
                ("8 to 14 days earlier", 0.05, 0.009),
                ("15 to 45 days earlier", 0.02, 0.04),
                ("far apart", 0.02, 0.88),
            )
        ),
    ),
    Kind(
        "rank",
        _levels((("the same rank", 0.7, 0.2), ("one step", 0.2, 0.2), ("two steps", 0.06, 0.2), ("more", 0.04, 0.4))),
        is_valued=True,
    ),
    Kind("unit", _levels((("the same unit", 0.88, 0.01), ("other", 0.09, 0.89), ("one sign apart", 0.03, 0.1))), True),
    Kind("category", _levels((("the same", 0.93, 0.55), ("other", 0.07, 0.45)))),
    Kind("sex", _levels((("the same", 0.99, 0.7), ("other", 0.01, 0.3)))),
    Kind(
        "id_number",
        _levels((("the same number", 0.94, 0.000001), ("other", 0.02, 0.99999), ("one slip apart", 0.04, 0.00001))),
    ),
    # Papers, tags and things of others were found on bodies: their caps, and `bearer` in `dependence`, remember it.
    Kind(
        "service_number",
        _levels((("the same number", 0.9, 0.00001), ("other", 0.06, 0.9999), ("one slip apart", 0.04, 0.0001))),
        floor=-1.5,
        cap=3.5,
    ),
    Kind(
        "document_number",  # people have several documents, so that another number says little
        _levels((("the same number", 0.6, 0.00001), ("other", 0.37, 0.9999), ("one slip apart", 0.03, 0.0001))),
        floor=-0.6,
        cap=3.5,
    ),
    Kind(
        "mother_name",
        _levels(
            (
                ("the same name", 0.85, 0.04),
                ("forms of one name", 0.03, 0.005),
                ("an initial fits", 0.01, 0.002),
                ("one slip apart", 0.03, 0.003),
                ("near", 0.02, 0.005),
                ("other", 0.03, 0.1),
                ("both known, and not the same name", 0.03, 0.845),
            )
        ),
        is_valued=True,
        floor=-2.0,
        cap=3.0,
    ),
    Kind(
        "residence",
        _levels(
            (
                ("the same place and region", 0.3, 0.004),
                ("the same place, region not given twice", 0.4, 0.02),
                ("old and new name of one place", 0.02, 0.0005),
                ("names one slip apart", 0.02, 0.003),
                ("within 10 km", 0.02, 0.005),
                ("within 40 km", 0.03, 0.02),
                ("the same region", 0.1, 0.05),
                ("within 150 km", 0.025, 0.08),
                ("the same name in another region", 0.01, 0.01),
                ("other", 0.13, 0.8),
            )
        ),
        is_valued=True,
        floor=-1.5,
        cap=3.5,
    ),
    Kind("nationality", _levels((("the same", 0.97, 0.8), ("other", 0.03, 0.2))), True, floor=-1.0, cap=2.5),
    Kind(
        "age",  # only where not both birth dates are known
        _levels(
            (
                ("the age fits", 0.42, 0.027),
                ("the age lies in the range", 0.34, 0.085),
                ("about one year off", 0.14, 0.085),
                ("2 or 3 years off", 0.06, 0.11),
                ("4 to 8 years off", 0.025, 0.24),
                ("more than 8 years off", 0.015, 0.453),
            )
        ),
        floor=-2.0,
        cap=1.5,
    ),
    Kind(
        "height",
        _levels(
            (
                ("within 2 cm", 0.38, 0.15),
                ("3 to 5 cm apart", 0.26, 0.165),
                ("about the same", 0.22, 0.115),
                ("4 to 9 cm apart", 0.09, 0.24),
                ("10 to 14 cm apart", 0.03, 0.19),
                ("15 cm apart or more", 0.02, 0.14),
            )
        ),
        floor=-1.2,
        cap=1.0,
    ),
    Kind(
        "build",
        _levels((("the same", 0.65, 0.4), ("the next one", 0.29, 0.42), ("other", 0.06, 0.18))),
        floor=-0.6,
        cap=0.6,
    ),
    Kind(
        "hair",  # greying is a matter of age, which weighs it: grey on either side says nothing
        _levels(
            (
                ("the same colour", 0.6, 0.27),
                ("neighbouring colours", 0.24, 0.3),
                ("other", 0.06, 0.33),
                ("grey or bald on one side or both", 0.1, 0.1),
            )
        ),
        is_valued=True,
        floor=-0.8,
        cap=1.2,
    ),
    Kind(
        "eyes",
        _levels((("the same colour", 0.7, 0.3), ("neighbouring colours", 0.23, 0.32), ("other", 0.07, 0.38))),
        is_valued=True,
        floor=-1.0,
        cap=1.2,
    ),
    Kind(
        "blood_group",
        _levels(
            (
                ("the same group and rhesus factor", 0.69, 0.173),
                ("the same group, rhesus factor not given twice", 0.235, 0.077),
                ("the same group, another rhesus factor", 0.02, 0.06),
                ("other", 0.055, 0.69),
            )
        ),
        is_valued=True,
        floor=-1.2,
        cap=2.0,
    ),
    Kind(
        "marks",
        _levels(
            (
                ("rare words shared", 0.15, 0.001),
                ("uncommon words shared", 0.15, 0.01),
                ("common words shared", 0.2, 0.1),
                ("each says what the other does not", 0.47, 0.829),
                ("the other side of the body", 0.03, 0.06),
            )
        ),
        floor=-0.5,
        cap=2.5,
    ),
    Kind(
        "effects",
        _levels(
            (
                ("rare words shared", 0.12, 0.004),
                ("uncommon words shared", 0.15, 0.026),
                ("common words shared", 0.23, 0.13),
                ("each says what the other does not", 0.5, 0.84),
            )
        ),
        floor=-0.3,
        cap=1.5,
    ),
)
KIND_NUMBER = {kind.name: number for number, kind in enumerate(KINDS)}
