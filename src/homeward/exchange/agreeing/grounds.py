"""Categories that the conventions name, as data: ground, test, evidence.

Where the text leaves a number open (how long is long, how old is a child) the parties fill it in. Whether a ground
makes somebody returnable as of right or only by agreement follows the verb of the article: shall send back, or shall
endeavour to agree. A lawyer of each side reads these before use; a party's own categories are made the same way.

Sources: Geneva Conventions I, III and IV of 1949; Additional Protocol I of 1977; Convention on the Rights of the Child.
"""

from homeward.exchange.agreeing.category import Aged, AllOf, AnyOf, Category, Ground, HeldFor, Test, Trait

_POW = Trait("status", frozenset({"prisoner of war"}), frozenset({"detained civilian", "retained personnel"}))
_CIVILIAN = Trait("status", frozenset({"detained civilian"}), frozenset({"prisoner of war", "retained personnel"}))
_GRAVE = frozenset({"severely wounded", "severely sick"})
_MILD = frozenset({"wounded", "sick", "neutral country"})  # the last: recovery expected within a year, art. 110(2)
_SEVERE = Trait("health", _GRAVE, _MILD | {"well"})
_ANY_WOUND = Trait("health", _GRAVE | _MILD, frozenset({"well"}))
# Art. 112(2): manifest cases need no examination by a mixed medical commission.
_MEDICAL = ("finding of a mixed medical commission", "finding of the holder's doctors: a manifest case")
_BORN = ("birth certificate", "identity card", "finding of age by the neutral intermediary")
_CAPTURED = ("capture card", "list of the holder", "record of the neutral intermediary")


def severely_wounded_or_sick() -> Category:
    """Make the category of prisoners whom the holder is bound to send back, regardless of number or rank."""
    ground = Ground("GC3-109-1", "Third Geneva Convention, art. 109(1), 110(1) and 112")
    return Category("severely wounded or sick", ground, AllOf((_POW, _SEVERE)), (_MEDICAL,), as_of_right=True)


def neutral_country_cases() -> Category:
    """Make the category of wounded and sick prisoners who may be accommodated in a neutral country."""
    ground = Ground("GC3-110-2", "Third Geneva Convention, art. 109(2), 110(2) and 111")
    health = Trait("health", frozenset({"neutral country"}), _GRAVE | {"wounded", "sick", "well"})
    return Category("for a neutral country", ground, AllOf((_POW, health)), (_MEDICAL,))


def long_held_prisoners(least_days: int) -> Category:
    """Make the category of able-bodied prisoners who have been captive for long; the parties agree how long that is."""
    ground = Ground("GC3-109-2", "Third Geneva Convention, art. 109(2): after a long period of captivity, by agreement")
    return Category("long held", ground, AllOf((_POW, HeldFor(least_days))), (_CAPTURED,))


def retained_personnel() -> Category:
    """Make the category of medical personnel and chaplains who are no longer needed for the prisoners."""
    ground = Ground("GC1-30-1", "First Geneva Convention, art. 28 and 30(1); Third, art. 33")
    role = Trait("role", frozenset({"medical personnel", "chaplain"}), frozenset({"soldier", "journalist", "other"}))
    need = Trait("retention", frozenset({"not indispensable"}), frozenset({"indispensable"}))
    card = ("identity card of medical or religious personnel",)
    return Category("retained personnel", ground, AllOf((role, need)), (card,), as_of_right=True)


def vulnerable_civilians(child_below: int, least_days: int) -> Category:
    """Make the category of interned children, pregnant women, mothers of the young, wounded, sick and long held.

    child_below    years; the Fourth Convention mostly says fifteen, the Convention on the Rights of the Child eighteen
    least_days     how long is long
    """
    ground = Ground("GC4-132-2", "Fourth Geneva Convention, art. 132(2): by agreement, during hostilities")
    care = Trait("care", frozenset({"pregnant", "mother of a young child"}), frozenset({"none"}))
    any_of: tuple[Test, ...] = (Aged(most=child_below - 1), care, _ANY_WOUND, HeldFor(least_days))
    return Category("civilians first to be released", ground, AllOf((_CIVILIAN, AnyOf(any_of))))


def evacuated_children(child_below: int) -> Category:
    """Make the category of children taken to the other side's territory, who return to family and country."""
    ground = Ground("AP1-78-3", "Protocol I, art. 78; Fourth Geneva Convention, art. 24, 49(2) and 50")
    taken = Trait("evacuated", frozenset({"yes"}), frozenset({"no"}))
    test = AllOf((taken, Aged(most=child_below - 1)))
    return Category("evacuated children", ground, test, (_BORN,), as_of_right=True)


def journalists() -> Category:
    """Make the category of journalists on mission, who are civilians; accredited war correspondents are prisoners."""
    ground = Ground("AP1-79-2", "Protocol I, art. 79; Fourth Geneva Convention, art. 132")
    role = Trait("role", frozenset({"journalist"}), frozenset({"soldier", "medical personnel", "chaplain", "other"}))
    return Category("journalists", ground, AllOf((_CIVILIAN, role)), (("press card", "word of the employer"),))


def aged_between(least: int, most: int, ground: Ground) -> Category:
    """Make a category by age, which no convention gives to adults: the ground is the parties' own agreement."""
    return Category(f"aged {least} to {most}", ground, Aged(least, most), (_BORN,))


def women(ground: Ground) -> Category:
    """Make the category of women, on the ground of the parties' own agreement."""
    return Category("women", ground, Trait("sex", frozenset({"f"}), frozenset({"m"})))


def standard_categories(*, child_below: int, long_days: int) -> tuple[Category, ...]:
    """Give the categories that the conventions name, those as of right first."""
    return (
        severely_wounded_or_sick(),
        retained_personnel(),
        evacuated_children(child_below),
        neutral_country_cases(),
        long_held_prisoners(long_days),
        vulnerable_civilians(child_below, long_days),
        journalists(),
    )
