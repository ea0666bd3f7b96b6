"""What a clause that can be taken back leaves open: who, how long, who decides, and what silence means.

A hole is where the two sides will read one text in two ways. Silence of the text is listed, never filled in.
"""

from typing import Literal

from homeward.talks.conditions.renewal import Renewal

Hole = Literal["trigger", "who may trigger", "clock", "decider", "default on silence", "way back"]


def find_holes(renewal: Renewal) -> tuple[Hole, ...]:
    """List what a mechanism leaves open, in the order in which it would be needed.

    >>> find_holes(Renewal("breach_notice", ("North",), clock_days=10))
    ('decider', 'default on silence')
    """
    is_open: tuple[tuple[Hole, bool], ...] = (
        ("trigger", renewal.trigger is None),
        ("who may trigger", renewal.trigger is not None and not renewal.trigger_by),
        ("clock", renewal.clock_days is None),
        ("decider", renewal.decision is None),
        ("default on silence", renewal.silence is None),
        ("way back", renewal.silence == "suspended" and renewal.resume is None),
    )
    return tuple(hole for hole, holds in is_open if holds)
