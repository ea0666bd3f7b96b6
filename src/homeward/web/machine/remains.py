"""Remains as they are noted, and samples with what came of them."""

from collections.abc import Mapping
from datetime import date

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from homeward.actions.answers import Json
from homeward.actions.workspace.answering.remains import answer_remains, answer_samples
from homeward.actions.workspace.laboratory import results, samples
from homeward.actions.workspace.things import note_remains, view_remains
from homeward.web.machine.asking import at, became, bytes_in, does, reads, told
from homeward.web.machine.schema import Act, Data, Id, OnDay, Reasoned, Word, Words, Yes, answer, kept

router = Router(tags=["remains and samples"])
_ENTERED = kept("homeward-laboratory-enter/1", samples="object", rows="object", problems="rows")
_ENTERS, _SAMPLES = "enter laboratory result", answer("homeward-laboratory-samples/1", samples="rows")


class Note(Act):
    """What is noted of remains: its kind, and what a note of that kind is asked for."""

    kind: Word
    said: Mapping[Word, Words]


class Laboratory(Act):
    """Which laboratory found something, and when."""

    laboratory: Word
    on: date
    kit: Word | None = None
    has_statistics: Yes | None = None
    second_laboratory: Word | None = None

    @property
    def report(self) -> results.Report:
        """Give it as the action reads it."""
        return results.Report(
            laboratory=self.laboratory,
            on=self.on,
            kit=self.kit,
            has_statistics=self.has_statistics,
            second_laboratory=self.second_laboratory,
        )


class Result(Laboratory):
    """A result without a profile."""

    result: Word
    remaining: Words | None = None


class Table(Laboratory):
    """A table of profiles, in base64."""

    data: Data
    force: Yes = False


class Withdrawal(Reasoned):
    """Which result is taken back."""

    result: Word


class Sample(Act):
    """A sample that was taken from a person on a list."""

    file: Id
    tissue: Word
    laboratory: Word
    code: Word | None = None
    kit: Word | None = None
    seal: Word | None = None


_REMAINS = answer("homeward-remains/1", remains="object", tree="rows", due="texts", breaks="texts")


@reads(router, "/remains", "move remains", _REMAINS)
def every(request: HttpRequest, on: Query[OnDay]) -> HttpResponse:
    """Show what is known of all remains, now or at the end of a day; which ids were shown is an entry."""
    return told(answer_remains(view_remains(at(request), as_of=on.as_of)))


@does(
    router, "/remains", ("move remains", "enter person", "merge or split"), kept("homeward-remains-note/1", kind="text")
)
def note(request: HttpRequest, said: Note) -> HttpResponse:
    """Note something about a container, item, individual or sample; notes are added, never edited."""
    done = note_remains(at(request), said.kind, said.said, act_id=said.act_id)
    return became(done, {"schema": "homeward-remains-note/1", "kind": said.kind})


@reads(router, "/samples", "see genetic profile", _SAMPLES)
def all_samples(request: HttpRequest) -> HttpResponse:
    """List all samples with what came of them, as the laboratory sees them."""
    return told(answer_samples(samples.view_samples(at(request))))


@reads(router, "/samples/{sample_id}", "see genetic profile", _SAMPLES)
def sample(request: HttpRequest, sample_id: Id) -> HttpResponse:
    """Show what came of one sample; that it was shown is an entry."""
    return told(answer_samples({sample_id: samples.view_sample(at(request), sample_id)}))


@does(router, "/samples", "enter person", kept("homeward-laboratory-sample/1", sample="text"))
def take(request: HttpRequest, said: Sample) -> HttpResponse:
    """Note that a sample was taken from a person on a list."""
    taking = samples.Taking(said.tissue, said.laboratory, said.code, said.kit, said.seal)
    taken, done = samples.take_sample(at(request), said.file, taking, act_id=said.act_id)
    return became(done, {"schema": "homeward-laboratory-sample/1", "sample": taken})


def _entered(done: results.Entered) -> Json:
    problems = [{"where": one.where, "says": one.says, "kept": one.kept} for one in done.problems]
    about = {"samples": dict(done.samples), "rows": dict(done.rows), "problems": problems}
    return {"schema": "homeward-laboratory-enter/1", **about}


@does(router, "/results", _ENTERS, _ENTERED)
def bring_in(request: HttpRequest, said: Table) -> HttpResponse:
    """Enter all profiles of a table, each under the id or the code of a sample; a second scientist signs."""
    done = results.import_results(at(request), bytes_in(said.data), said.report, force=said.force, act_id=said.act_id)
    return became(done.kept, _entered(done))


@does(router, "/samples/{sample_id}/result", _ENTERS, _ENTERED)
def result(request: HttpRequest, sample_id: Id, said: Result) -> HttpResponse:
    """Enter one result without a profile; a second scientist signs."""
    done = results.enter_result(
        at(request), sample_id, said.result, said.report, remaining=said.remaining, act_id=said.act_id
    )
    return became(done.kept, _entered(done))


@does(router, "/samples/{sample_id}/withdraw", _ENTERS, kept(sample="text"))
def withdraw(request: HttpRequest, sample_id: Id, said: Withdrawal) -> HttpResponse:
    """Take back a result that was wrong; it stays readable, and a second scientist signs."""
    done = results.withdraw_result(at(request), sample_id, said.result, said.reason, act_id=said.act_id)
    return became(done, {"sample": sample_id})
