"""Two invented workspaces with the same four lists: North and South each seek two people whom the other holds."""

import json
from datetime import date

from homeward.actions.workspace.desk import approve
from homeward.actions.workspace.founding import Making, Newcomer, found_workspace
from homeward.actions.workspace.lists import import_list
from homeward.actions.workspace.pairs import (
    propose_pairs,
    read_case,
    read_reason,
    sign_decision,
    take_reading,
)
from homeward.actions.workspace.rights import Role
from homeward.actions.workspace.rounds.opening import Parties, open_round
from homeward.ledger.keys import SigningKey, write_verifier_key
from tests.actions.workspace.sample import CHEAP, PASSPHRASE, clock, delivery, seat

HEADER = (
    "id,family_name,given_name,patronymic,birth_date,birth_place,rank,service_number,"
    "sex,category,health,last_seen_date\n"
)
OF_NORTH = (
    "Вигадько,Олена,Петрівна,2003-03-14,Северин,солдат,А-100017,ж,військовий,severely wounded,2024-02-11",
    "Бравкенко,Микола,Іванович,1979-11-02,Долинка,сержант,А-100024,ч,військовий,well,2025-03-01",
)
OF_SOUTH = (
    "Жутавук,Іван,Юрійович,1991-07-30,Лісове,капітан,Б-100031,ч,військовий,well,2024-09-09",
    "Дзумбаренко,Тарас,Олегович,2004-01-19,Кам'янка,солдат,Б-100048,ч,військовий,well,2025-01-05",
)
PEOPLE = {
    "anna": (Role.CASEWORKER,),
    "boris": (Role.REVIEWER,),
    "clara": (Role.REVIEWER,),
    "nina": (Role.NEGOTIATOR,),
    "oleh": (Role.NEGOTIATOR,),
    "hana": (Role.HAND_OVER,),
    "igor": (Role.HAND_OVER,),
    "dina": (Role.PROTECTION,),
    "emil": (Role.ADMINISTRATOR,),
    "fadi": (Role.CUSTODIAN,),
}
TEAMS = dict.fromkeys(("anna", "boris", "clara", "dina"), "files")  # who brings lists in, and reads
NEUTRAL = SigningKey("homeward/neutral", bytes(range(32)))
TERMS = {
    "sides": ["North", "South"],
    "rounds": [0],
    "categories": [
        {"name": "severely wounded or sick", "standard": True},
        {"name": "18 to 25", "ground": "agreement of 2 May 2026, point 3", "test": {"aged": [18, 25]}},
    ],
    "rules": [
        {"id": "seats", "kind": "capacity", "resource": "seat", "max": 2, "where": {"home": "North"}},
        {"id": "one for one", "kind": "parity", "measure": "count", "scope": "all", "tolerance": 0},
    ],
    "objectives": [{"sense": "max", "measure": "count"}],
}
BECAUSE = (read_reason("names and dates agree: on both lists, with the same number"),)
DAY = date(2026, 5, 3)


def found(folder, log):
    """Make a workspace of one side."""
    founders = [Newcomer(name, roles, PASSPHRASE, TEAMS.get(name, "talks")) for name, roles in PEOPLE.items()]
    return found_workspace(folder, log, PASSPHRASE, founders, making=Making(CHEAP, clock()))


def identify(workspace):
    """Bring in all four lists and identify everybody: two readers, two signatures."""
    anna, boris, clara = seat(workspace, "anna", "boris", "clara")
    for holder, home, people in (("South", "North", OF_NORTH), ("North", "South", OF_SOUTH)):
        held = import_list(anna, delivery("found", _csv(holder[0], people), party=holder)).list_id
        wanted = import_list(anna, delivery("sought", _csv(f"{home[0]}w", people), party=home)).list_id
        for case_id in propose_pairs(anna, held, wanted).case_ids:
            for reader in (boris, clara):
                take_reading(reader, case_id)
                read_case(reader, case_id, "established", BECAUSE)
            for signer in (boris, clara):
                sign_decision(signer, case_id, "established")


def begin(workspace, own, other_key, terms=TERMS):
    """Open the round R7 in a workspace: two negotiators sign."""
    nina, oleh = seat(workspace, "nina", "oleh")
    other = "South" if own == "North" else "North"
    parties = Parties(
        own=own, other=other, neutral="Neutral", other_key=other_key, neutral_key=write_verifier_key(NEUTRAL.verifier())
    )
    round_id, kept = open_round(nina, "R7", parties, json.dumps(terms).encode(), on=DAY)
    approve(oleh, kept.waits_for)
    return round_id


def key_of(workspace):
    return write_verifier_key(workspace.ledger_key.verifier())


def _csv(letter, people):
    return (
        HEADER + "\n".join(f"{letter}-{number},{told}" for number, told in enumerate(people, start=1)) + "\n"
    ).encode()
