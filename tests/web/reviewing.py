"""Workspaces with pairs before readers, for the tests of the queue, the comparison and the board."""

import re
import shutil
from contextlib import contextmanager
from datetime import timedelta
from itertools import count

from homeward.actions.workspace.lists import import_list
from homeward.actions.workspace.pairs import (
    propose_pairs,
    read_case,
    read_reason,
    seat_board,
    sign_decision,
    take_reading,
)
from homeward.actions.workspace.place import open_workspace
from homeward.actions.workspace.rights import Role
from homeward.web.served import serve_workspace
from tests.actions.workspace.sample import NOON, PASSPHRASE, a_list, delivery, make, seat

PEOPLE = {
    **dict.fromkeys(("boris", "clara", "greta", "hanna", "ivan"), (Role.REVIEWER,)),
    "anna": (Role.CASEWORKER,),
    "fadi": (Role.CUSTODIAN,),
}
BECAUSE = (read_reason("names and dates agree: on both lists, with the same number"),)
HOSTILE = "<script>alert(1)</script>\u202e=1+1"
_SYLLABLES = ("bra", "dol", "fen", "gur", "kol", "lus", "mav", "nor", "pra", "tul")

_GIVEN = ("Taras", "Oleh", "Ivan", "Maksym", "Roman", "Petro", "Stepan")


def invented(count):
    """People who never were: each another name, date and number."""
    for number in range(count):
        tens, ones = divmod(number, 10)
        name = (_SYLLABLES[tens % 10] + _SYLLABLES[ones] + "enko").capitalize()
        day = f"{1960 + number % 40}-{1 + number % 12:02}-{1 + number % 28:02}"
        given, father = _GIVEN[number % 7], _GIVEN[(number * 3 + 1) % 5] + "ovych"
        yield name, given, father, day, f"{_SYLLABLES[ones].capitalize()}yn", "солдат", f"Q-{number * 7919:06}"


def paired(folder, people=(), least=1e-6):
    """Make a workspace with pairs of two lists before readers: the ids of the cases."""
    with (made := make(folder, PEOPLE)).store:
        [anna] = seat(made, "anna")
        rows = {"people": tuple(people)} if people else {}
        data = {role: a_list(role[0].upper(), **rows) for role in ("found", "sought")}
        lists = [import_list(anna, delivery(role, data[role])).list_id for role in data]
        return propose_pairs(anna, *lists, least=least).case_ids


@contextmanager
def copied(folder, to):
    """Serve a copy of a workspace, an hour later."""
    shutil.copytree(folder, to)
    seconds = count()
    made = open_workspace(to, PASSPHRASE, lambda: NOON + timedelta(hours=1, seconds=next(seconds)))
    with made.store:
        serve_workspace(made)
        yield made
        serve_workspace(None)


def read(workspace, name, case_id, outcome="established", reasons=BECAUSE):
    [reader] = seat(workspace, name)
    take_reading(reader, case_id)
    read_case(reader, case_id, outcome, reasons)


def before_board(workspace, case_id, names=("greta", "hanna", "ivan")):
    """Two readings that differ, and a board."""
    read(workspace, "boris", case_id)
    read(workspace, "clara", case_id, "possible")
    seat_board(seat(workspace, "boris")[0], case_id, names)


def signed(workspace, case_id):
    for name in ("boris", "clara"):
        read(workspace, name, case_id)
    for desk in seat(workspace, "boris", "clara"):
        sign_decision(desk, case_id, "established")


def form_of(page, action):
    """The hidden values of the form with this address, as a browser would send them."""
    text = page.content.decode()
    [form] = [one for one in re.findall(r"<form.*?</form>", text, re.S) if f'action="{action}"' in one]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
