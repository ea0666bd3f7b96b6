"""The ledger: who did what and when, alarms, whether all of it holds, and proofs for others."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, ConfigDict, Field

from homeward.actions.workspace.answering.trail import answer_alarms, answer_months, answer_trail, answer_verified
from homeward.actions.workspace.checking import prove_entry, verify_workspace
from homeward.actions.workspace.oversight import trail
from homeward.actions.workspace.oversight.alarms import view_alarms
from homeward.web.machine.asking import at, became, does, reads, told
from homeward.web.machine.schema import Act, Id, Nothing, Place, Said, Word, answer, kept

router = Router(tags=["audit"])
_READS, _TRAIL = "read audit trail", answer("homeward-audit/1", acts="rows")


class Wanted(BaseModel):
    """Which acts are asked for; what is left out does not matter. Days are of UTC, and both are included."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Word | None = None
    member: Id | None = None
    file: Id | None = None
    since: date | None = None
    until: date | None = None
    most: Annotated[int, Field(ge=1, le=10_000)] = 1000

    @property
    def asked(self) -> trail.Asked:
        """Give it as the action reads it; raises InvalidInput for days in the wrong order."""
        return trail.Asked(
            kind=self.kind, member=self.member, file=self.file, since=self.since, until=self.until, most=self.most
        )


class Named(Said):
    """The order that a second person has signed, and which acts."""

    approved: Id
    wanted: Wanted = Wanted()


@reads(router, "/audit", _READS, _TRAIL)
def acts(request: HttpRequest, wanted: Query[Wanted]) -> HttpResponse:
    """Read the audit trail by keys, oldest first; it is an entry."""
    return told(answer_trail(trail.read_trail(at(request), wanted.asked)))


@reads(router, "/audit/months", _READS, answer("homeward-audit-months/1", months="object"))
def months(request: HttpRequest) -> HttpResponse:
    """Count readings, looks at lists, refusals, broken glass, exports, erasures and alarms by month."""
    return told(answer_months(trail.count_months(at(request))))


@reads(router, "/alarms", _READS, answer("homeward-alarms/1", alarms="rows"))
def alarms(request: HttpRequest) -> HttpResponse:
    """Show who went above a limit and who broke glass; looking is an entry."""
    return told(answer_alarms(view_alarms(at(request))))


@does(router, "/audit/names", "read audit names", kept("homeward-audit/1"))
def names(request: HttpRequest, said: Act) -> HttpResponse:
    """Ask to read the trail with names, once; a second person signs."""
    return became(trail.ask_for_names(at(request), act_id=said.act_id), {"schema": "homeward-audit/1"})


@does(router, "/audit/named", "read audit names", _TRAIL)
def named(request: HttpRequest, said: Named) -> HttpResponse:
    """Read the audit trail with the names of members, as a second person has allowed."""
    return told(answer_trail(trail.read_trail_with_names(at(request), said.wanted.asked, said.approved)))


_VERIFIED = answer("homeward-verify/1", whole="yes", entries="number", root="text", sentences="texts", backup="object?")


@does(router, "/verify", "verify", _VERIFIED)
def verify(request: HttpRequest, said: Nothing) -> HttpResponse:
    """Replay everything from the disk, and say what holds."""
    return told(answer_verified(verify_workspace(at(request))))


_PROOF = answer("homeward-prove/1", entry="number", proof="text", verifier_key="text", size="number")


@reads(router, "/proofs/{number}", "verify", _PROOF)
def proof(request: HttpRequest, number: Place) -> HttpResponse:
    """Prove that an entry stands in the ledger: its proof, with a signed head, is checked without Homeward."""
    made = prove_entry(at(request), number)
    about = {"entry": number, "verifier_key": made.verifier_key, "size": made.size}
    return told({"schema": "homeward-prove/1", **about, "proof": made.document.decode()})
