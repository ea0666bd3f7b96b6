"""Slips of the pen in numbers: two digits changed places, or one digit is another, missing or doubled."""


def is_slip(found: float, sought: float) -> bool:
    """Tell whether one number may be the other with two neighbouring digits exchanged.

    >>> is_slip(212, 221), is_slip(212, 212), is_slip(186, 171)
    (True, False, False)
    """
    one, other = f"{found:g}", f"{sought:g}"
    if one == other or len(one) != len(other) or len(one) < 2:
        return False
    differ = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(differ) != 2 or differ[1] != differ[0] + 1:
        return False
    first, second = differ
    return one[first] == other[second] and one[second] == other[first]
