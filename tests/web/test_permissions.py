"""Every address by every role: what the table of rights refuses is the one page of what is not there, and an entry.

Each address stands in PAGES with the rights that its action asks for; a new screen has to be put there. Each role has a
copy of the story's workspace: a flag that one sets would hide what another is asked about.
"""

import re
import secrets
from dataclasses import dataclass, field

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from homeward.actions.story.people import PASSPHRASE
from homeward.actions.workspace.desk import sit_down
from homeward.actions.workspace.rights import Role, Scope, right_of
from homeward.actions.workspace.rounds.candidates import find_candidates
from homeward.actions.workspace.rounds.opening import find_round
from tests.web import told
from tests.web.conftest import BROWSER

ENTRY = re.compile(r"/(api|static|me|sign-in|sign-out|language)/")  # who signs in is tested in test_entry and machine


@dataclass(frozen=True)
class Ask:
    """A request to an address, and the rights of which any one opens it.

    rights   none where everybody signed in may ask
    form     what is sent by POST; None for GET
    how      "whole", or "alone": many files at once, for who opens each without a second person; or "in part": the
             profile by the id of a sample alone; or "nobody": there is no such thing, whoever asks
    """

    rights: tuple[str, ...] = ()
    form: dict | None = None
    how: str = "whole"
    ids: dict = field(default_factory=dict)

    def scopes(self, role):
        if self.how == "nobody":
            return set()
        if self.how == "alone" and all(right_of(role, one, Scope.OWN).way != "alone" for one in self.rights):
            return set()
        if self.how == "in part":
            return {Scope.OWN} if any(right_of(role, one, Scope.OWN).is_granted for one in self.rights) else set()
        return set().union(*(told.ways(role, one) for one in self.rights)) if self.rights else set(Scope)


def get(*rights, how="whole"):
    return Ask(rights, None, how)


def post(*rights, how="whole", ids=(), **form):
    return Ask(rights, form, how, dict(ids))


LISTS = ("see counts", "import list", "propose match", "read match")
OPEN, MATCH, DECIDE, REOPEN = "open person", "read match", "confirm identity", "reopen decision"
AGREE, CALL, SIGN, COUNTS, RECORD, TRAIL = (
    "agree round",
    "roll call",
    "sign manifest",
    "see counts",
    "record pledge",
    "read audit trail",
)
MOVE, PROFILE, RESULT = "move remains", "see genetic profile", "enter laboratory result"
VERDICT = {"outcome": "premature", "code-1": "dna agrees", "words-1": "nothing else is known"}
REPORT = {"laboratory": "L-1", "on": "2026-05-01"}
PAGES = {
    "day": (get(),),
    "approve": (post(how="nobody"),),
    "members": (get(), post("reset second factor", member="greta", reason="lost")),
    "propose_by_lists": (get("propose match"), post("propose match", found="FOUND", sought="SOUGHT")),
    "lists": (get(*LISTS),),
    "list": (get(*LISTS), post(*LISTS)),
    "version": (get(OPEN, how="alone"), post(OPEN, how="alone")),
    "export": (post("export up to 20 lines", form="csv", file="FILE", reason="asked by a relative"),),
    "ordered": (get(), post(how="nobody")),
    "import": (get("import list"), post("import list")),
    "import_receipt": (get(how="nobody"),),
    "files": (get(), post()),
    "file_find": (post(OPEN, file="FILE", reason="asked by a relative"),),
    "file": (get(OPEN), post(OPEN, reason="asked by a relative")),
    "file_order": (get(),),
    "file_status": (get(), post("enter person", status="custody|alleged", source="a letter")),
    "file_harm": (get(), post("set harm flag", ids={"file_id": "spare_id"}, reason="a threat")),
    "file_sample": (get(), post("enter person", tissue="cheek swab", laboratory="North")),
    "file_readers": (get("see readers of file", TRAIL),),
    "queue": (get(MATCH),),
    "queue_next": (post(MATCH),),
    "queue_take": (post(MATCH),),
    "queue_back": (post(MATCH),),
    "keys": (post(keys="on"),),
    "comparison": (get(MATCH), post(MATCH, **VERDICT)),
    "board": (get(MATCH),),
    "board_case": (get(MATCH),),
    "board_act": (
        post(DECIDE, ids={"what": "vote"}, **VERDICT),
        post(DECIDE, ids={"what": "seat"}, names="greta"),
        post(DECIDE, ids={"what": "sign"}, outcome="premature"),
        post(DECIDE, ids={"what": "show"}, text="asked by the court"),
        post(DECIDE, ids={"what": "identify"}, text="by the decision"),
        post(REOPEN, ids={"what": "reopen"}, text="new papers"),
        post(MATCH, ids={"what": "conflict"}, member="greta", text="a neighbour"),
    ),
    "remains": (get(MOVE),),
    "remains_find": (post(MOVE, code="C-1"),),
    "remains_new": (post(MOVE, ids={"kind": "thing"}, id="C-901", level="container", place="here"),),
    "remains_thing": (get(MOVE),),
    "remains_label": (get(MOVE),),
    "remains_note": (post(MOVE, ids={"kind": "declaration"}, name="Nobody", source="a tag"),),
    "samples": (get(PROFILE, how="in part"),),
    "sample": (get(PROFILE, how="in part"),),
    "sample_profile": (get(PROFILE, how="in part"),),
    "sample_result": (post(RESULT, result="no profile", **REPORT),),
    "sample_withdraw": (post(RESULT, which="0" * 32, because="mixed up"),),
    "families_enter": (post(RESULT, ids={"what": "results"}, file=b"sample,D3S1358\n", **REPORT),),
    "propose_by_dna": (get("propose match"), post("propose match", found="FOUND", sought="SOUGHT")),
    "families": (get("see kinship ratio"),),
    "family": (get(how="nobody"),),
    "rounds": (get(COUNTS),),
    "round_open": (
        post(
            AGREE,
            name="R9",
            own="North",
            other="South",
            neutral="Neutral",
            other_key="k",
            neutral_key="k",
            on="2026-06-01",
            file=b"{}",
        ),
    ),
    "round_witness": (get(SIGN), post(SIGN, name="Neutral")),
    "roll_worker": (get(),),
    "round": (get(COUNTS),),
    "round_plan": (get(AGREE),),
    "round_plan_run": (post(AGREE, seconds="5"),),
    "round_plan_drop": (post(AGREE, person="P-0", because="ill"),),
    "round_why": (get(AGREE),),
    "round_paper_seen": (post(AGREE, paper="birth certificate", by="North"),),
    "round_lines": (get(AGREE),),
    "round_lines_act": (post(AGREE, what="requested", line="P-0", by="North"),),
    "round_proofs": (get(AGREE),),
    "round_offers": (get(AGREE),),
    "round_offer_make": (post(AGREE, by="North", valid_from="2026-06-01", valid_until="2026-06-02"),),
    "round_offer_answer": (post(AGREE, offer="O-0", says="refused", by="North"),),
    "round_terms": (get(AGREE), post(AGREE, terms="{}")),
    "round_reserve": (get(AGREE),),
    "round_reserve_size": (post(AGREE, level="90"),),
    "round_fits": (post(AGREE, list="P-0"),),
    "round_swap": (get(AGREE),),
    "round_swap_act": (post(AGREE, what="open"),),
    "round_swap_check": (post(AGREE, file=b"{}"),),
    "round_swap_file": (Ask((AGREE,), ids={"what": "commitment"}),),
    "round_gates": (get(CALL),),
    "round_gates_hear": (post(CALL, person="P-0", gate="wish", says="go", by="Neutral"),),
    "round_papers": (get(CALL),),
    "round_papers_act": (post(CALL, SIGN, what="use", digest="DIGEST"),),
    "round_paper": (get(CALL),),
    "round_after": (get(CALL),),
    "round_after_note": (post(CALL, line="person P-0", outcome="open"),),
    "roll": (get(CALL),),
    "roll_copy": (get(CALL),),
    "roll_installed": (get(CALL),),
    "roll_state": (get(CALL),),
    "roll_marks": (post(CALL),),
    "roll_mark": (post(CALL),),
    "roll_count": (post(CALL, voice="giver"),),
    "roll_receipt": (post(SIGN),),
    "pledges": (get(COUNTS),),
    "pledges_record": (post(RECORD, file=b"{}"),),
    "pledges_export": (post(COUNTS, form="csv"),),
    "pledge": (get(COUNTS),),
    "pledge_add": (post(RECORD, date="2026-05-01", kind="claim", quantity="1", paper="a paper", by="North"),),
    "documents": (get(RECORD), post(RECORD, source="a newspaper", file=b"They will return 5 people.")),
    "document": (get(RECORD),),
    "document_original": (get(RECORD),),
    "document_claims": (post(RECORD, words="people"),),
    "document_flag": (post("set harm flag", ids={"document_id": "spare_document_id"}, reason="a threat"),),
    "document_erase": (post("erase", ids={"document_id": "spare_document_id"}, reason="asked by the person"),),
    "claim": (get(RECORD),),
    "claim_confirm": (post(RECORD, matter="people returned"),),
    "claim_reject": (post(RECORD, because="no such claim"),),
    "figures": (get(COUNTS),),
    "beside": (get(RECORD),),
    "windows": (get(RECORD),),
    "paper_check": (get(), post("verify", code="0" * 16)),
    "paper_make": (get(), post(CALL, ids={"kind": "round-report", "about": "round_id"}, first="en", second="uk")),
    "audit": (get(TRAIL),),
    "calibration": (get(COUNTS),),
    "audit_trail": (get(TRAIL),),
    "audit_named": (post(how="nobody"),),
    "audit_names": (post("read audit names"),),
    "audit_proof": (post("verify", entry="0"),),
    "audit_verify": (get("verify"),),
}
# Drafts of imports, and accounts of files that were entered, are in the session of whoever made them: nobody has one
# here, and there is nothing to refuse.
IN_SESSION = {"families_came", "import_reading", "import_check", "import_sign", "import_aside"}
# What a role may do with its own: here it is somebody else's, or another team has set a flag before. And an adjudicator
# decides cases whose pages they do not open.
NOT_OWN = {
    Role.CASEWORKER: {"document_flag"},
    Role.REVIEWER: {"document_flag", "version", "file", "file_find", "export"},
    Role.LABORATORY: {"export"},
    Role.NEGOTIATOR: {"export", "file_harm", "document_flag"},
    Role.HAND_OVER: {"version", "export", "file", "file_find", "file_harm", "document_flag", "remains", "calibration"}
    | {"remains_find", "remains_thing", "remains_label", "remains_note", "remains_new"},
    Role.PROTECTION: {"document_flag", "document_erase"},
    Role.ADJUDICATOR: {"board_act", "version", "file", "file_find", "export"},
}


def addresses(patterns=None, before="/"):
    """Every address of the pages, by its name."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        text = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, text)
        elif isinstance(one, URLPattern) and not ENTRY.match(text):
            yield one.name, text


ADDRESSES = dict(addresses())


@pytest.fixture
def workspace(tmp_path_factory, tmp_path):
    story = told.tell(tmp_path_factory.getbasetemp() / "story")
    with told.served(story, tmp_path / "w") as made:
        hana = sit_down(made, "hana", PASSPHRASE)
        candidate = find_candidates(hana, find_round(hana, story.rounds[0], "roll call")[0]).people[0]
        yield made, told.ids_of(made, story), candidate.case


def path_of(name, ids, own, case):
    ids = ids | ({"case_id": case} if name.startswith("round_") else {})
    ids |= {"kind": "round-report", "about": ids["round_id"]} | {
        key: ids.get(value, value) for key, value in own.items()
    }
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda match: ids.get(match[1], "0" * 32), ADDRESSES[name])


def filled(form, ids):
    """A form with ids that exist, files where bytes stand, and an act id of its own."""
    known = {"FILE": "file_id", "FOUND": "found", "SOUGHT": "sought", "DIGEST": "digest"}
    said = {name: ids[known[value]] if value in known else value for name, value in form.items()}
    files = {name: SimpleUploadedFile("list.csv", value) for name, value in said.items() if isinstance(value, bytes)}
    return {"act_id": secrets.token_hex(16), **said, **files}


def enter(name):
    browser = Client()
    answer = browser.post("/sign-in/", {"name": name, "passphrase": PASSPHRASE}, **BROWSER)
    assert answer.status_code == 302
    return browser


def _page(answer):
    """The middle of a page, without what became of the act before."""
    middle = answer.content.split(b"<main")[-1]
    return re.sub(rb'<div role="status">.*?</div>', b"", middle, flags=re.DOTALL).split()


def test_every_address_stands_in_the_table_with_the_rights_that_it_asks_for():
    assert ADDRESSES.keys() == PAGES.keys() | IN_SESSION


@pytest.mark.parametrize("role", told.WHO, ids=str)
def test_a_role_sees_what_the_table_grants_and_for_the_rest_the_one_page_of_what_is_not_there(workspace, role):
    made, ids, case = workspace
    browser, wrong = enter(told.WHO[role]), []
    nothing = _page(browser.get("/nothing/", **BROWSER))
    for name, asks in PAGES.items():
        for number, ask in enumerate(asks):
            before, path = told.Entries.after(made), path_of(name, ids, ask.ids, case)
            answer = (
                browser.get(path, **BROWSER)
                if ask.form is None
                else browser.post(path, filled(ask.form, ids), **BROWSER)
            )
            where, status, scopes = (name, number), answer.status_code, ask.scopes(role)
            if status >= 500 or status in (400, 403, 405):
                wrong.append((where, status))
            if not scopes and (status != 404 or "refused" not in before.kinds):
                wrong.append((where, "may not", status, before.kinds))
            if not scopes and status == 404 and _page(answer) != nothing:
                wrong.append((where, "another page than that of what is not there"))
            if scopes and status == 404 and name not in NOT_OWN.get(role, ()):
                wrong.append((where, "may", status))
            answer.close()
    assert not wrong, "\n".join(map(str, wrong))
