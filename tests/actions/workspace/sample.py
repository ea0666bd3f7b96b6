"""A small invented workspace: people of each role, two short lists, keys that are cheap to open."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

from homeward.actions.workspace.desk import sit_down
from homeward.actions.workspace.founding import Making, Newcomer, found_workspace
from homeward.actions.workspace.lists import Delivery, import_list
from homeward.actions.workspace.pairs import propose_pairs
from homeward.actions.workspace.rights import Role
from homeward.ledger.entry import decode_entry
from homeward.ledger.key_file import Hardness

CHEAP = Hardness(memory_kib=8, passes=1, lanes=1)
PASSPHRASE = "four plain words here"
NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)
DAY = date(2026, 5, 3)
MARKERS = ("Вигадькомаркер", "Zvezdanamarker")  # invented; looked for in the raw bytes of every file

HEADER = "id,family_name,given_name,patronymic,birth_date,birth_place,rank,service_number\n"
_PEOPLE = (
    (MARKERS[0], "Олена", "Петрівна", "1987-03-14", "Северин", "солдат", "А-100017"),
    ("Бравкенко", "Микола", "Іванович", "1979-11-02", "Долинка", "сержант", "А-100024"),
    ("Жутавук", "Іван", "Юрійович", "1991-07-30", "Лісове", "капітан", "А-100031"),
    ("Дзумбаренко", "Тарас", "Олегович", "1983-01-19", "Кам'янка", "солдат", "А-100048"),
)


def a_list(letter, people=_PEOPLE):
    rows = (",".join((f"{letter}-{number}", *person)) for number, person in enumerate(people, start=1))
    return (HEADER + "\n".join(rows) + "\n").encode()


def clock():
    """A clock that advances by a second whenever it is asked."""
    seconds = count()
    return lambda: NOON + timedelta(seconds=next(seconds))


def make(folder, people=None, **how):
    """Make a workspace: `people` gives the roles of each by name."""
    people = people or {
        "anna": (Role.CASEWORKER,),
        "boris": (Role.REVIEWER,),
        "clara": (Role.REVIEWER,),
        "dina": (Role.PROTECTION, Role.CASEWORKER),
        "emil": (Role.ADMINISTRATOR,),
        "fadi": (Role.CUSTODIAN,),
    }
    founders = [Newcomer(name, roles, PASSPHRASE, how.get(name, "1")) for name, roles in people.items()]
    return found_workspace(
        folder, "agency-north", PASSPHRASE, founders, settings=how.get("settings"), making=Making(CHEAP, clock())
    )


def seat(workspace, *names, channel="interface"):
    """Seat members at their desks."""
    return tuple(sit_down(workspace, name, PASSPHRASE, channel) for name in names)


def delivery(role="sought", data=None, party=None):
    party = party or {"sought": "North", "found": "South"}[role]
    return Delivery(data=data or a_list(role[0].upper()), party=party, role=role, on=DAY)


def propose(desk):
    """Import both lists and propose: the ids of the cases."""
    lists = [import_list(desk, delivery(role)).list_id for role in ("found", "sought")]
    return propose_pairs(desk, *lists).case_ids


def acts(workspace):
    """All acts of the ledger, in their order."""
    with workspace.store.read() as now:
        return [decode_entry(data).act for data in now.entries()]


def last(workspace):
    """The newest act of the ledger."""
    with workspace.store.read() as now:
        return decode_entry(next(now.entries(now.size - 1))).act
