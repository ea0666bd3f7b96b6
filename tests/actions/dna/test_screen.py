import csv
import io
import json
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest

from homeward.actions.dna import screen as actions
from homeward.actions.dna.screen import (
    Lists,
    Screened,
    add_claims,
    answer_screening,
    candidates_table,
    read_lists,
    screen_lists,
    true_pairs_lost,
)
from homeward.actions.simulate import simulate_files
from homeward.errors import InvalidCase, InvalidInput, UnknownAllele
from homeward.evidence.dna.comparison.panel import Panel
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.frequency import Marker, RareAlleleRule
from homeward.evidence.dna.mutation import Mutation, Rates
from homeward.evidence.dna.pedigree import nuclear
from homeward.evidence.dna.profile import Sample
from homeward.identify.collection import Collection, compare
from homeward.identify.identification import identify
from homeward.identify.prior import Prior
from homeward.identify.trials.scenario import Plan
from tests.actions import as_bytes, collection

MUTATION = Mutation("proportional", Rates(0.002), Rates(0.0005))
RULE = RareAlleleRule()
OPEN = Prior("open", listed=0.5)


class Trial(NamedTuple):
    """A simulated folder."""

    folder: Path
    lists: Lists
    truth: dict[str, str]


def read(folder: Path, *, rule: RareAlleleRule | None = RULE, **other: bytes | None) -> Lists:
    files: dict[str, Any] = {
        name: (folder / f"{name}.csv").read_bytes() for name in ("found", "families", "frequencies")
    }
    files |= other
    return read_lists(files["found"], files["families"], files["frequencies"], mutation=MUTATION, rule=rule)


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def run(lists: Lists, least: float = 2.0) -> Screened:
    return screen_lists(lists, least_log10=least, prior=OPEN)


@pytest.fixture(scope="module")
def trial(tmp_path_factory):
    folder = tmp_path_factory.mktemp("trial")
    simulate_files(folder, Plan(families=40, remains=30, women=0.3, claimed=0.5), seed=4, n_loci=12)
    truth = {r["found"]: r["missing"] for r in rows_of((folder / "truth.csv").read_text()) if r["missing"]}
    return Trial(folder, read(folder), truth)


# ── reading ──


def test_every_row_is_accounted_for(trial):
    for name in ("found", "families"):
        counts = trial.lists.rows[name]
        assert counts["in"] == counts["accepted"] + counts["held"] + counts["refused"]
    assert trial.lists.rows["found"]["in"] == 30
    assert len(trial.lists.found) == 30
    assert len(trial.lists.families) == 40


def test_rows_that_cannot_be_read_are_counted_and_named(trial):
    lines = (trial.folder / "found.csv").read_text().splitlines()
    damaged = [*lines[:3], *lines[3:5], lines[1], "lonely"]
    lists = read(trial.folder, found="\n".join(damaged).encode())
    counts = lists.rows["found"]
    assert counts["in"] == counts["accepted"] + counts["held"] + counts["refused"] == len(damaged) - 1
    assert lists.problems


def test_the_mutation_model_asked_for_is_that_of_every_marker(trial):
    assert {marker.mutation for marker in trial.lists.markers} == {MUTATION}


def test_markers_nobody_is_typed_at_are_left_out(trial):
    table = (trial.folder / "frequencies.csv").read_text() + "UNUSED,7,0.5\nUNUSED,8,0.5\n"
    assert "UNUSED" not in {marker.name for marker in read(trial.folder, frequencies=table.encode()).markers}


def test_a_locus_without_a_table_is_left_out_and_said(trial):
    lines = (trial.folder / "frequencies.csv").read_text().splitlines()
    table = "\n".join(line for line in lines if not line.startswith("L03,"))
    lists = read(trial.folder, frequencies=table.encode())
    assert "L03" not in {marker.name for marker in lists.markers}
    assert any("L03" in note for note in lists.notes)


def test_an_allele_without_a_frequency_needs_a_rule(trial):
    lines = (trial.folder / "frequencies.csv").read_text().splitlines()
    head, *rows = lines
    cut = [row for row in rows if not row.startswith("L01,")] + ["L01,5,0.5", "L01,6,0.5"]
    table = "\n".join([head, *cut]).encode()
    assert any("added at 0.001" in note for note in read(trial.folder, frequencies=table).notes)
    with pytest.raises(UnknownAllele, match="L01"):
        read(trial.folder, frequencies=table, rule=None)


@pytest.mark.parametrize(
    ("part", "content", "says"),
    [
        ("frequencies", None, "--frequencies"),
        ("frequencies", b"a,b\n1,2\n", "--frequencies"),
        ("found", b"", "FOUND"),
        ("found", b"nothing here", "FOUND"),
        ("families", b"a,b\n1,2\n", "FAMILIES"),
    ],
)
def test_a_whole_file_of_another_kind_is_refused_by_name(trial, part, content, says):
    with pytest.raises(InvalidInput, match=says):
        read(trial.folder, **{part: content})


def test_a_case_file_brings_families_and_markers():
    lists = read_lists(b"", as_bytes(collection()), None, mutation=MUTATION, rule=RULE)
    assert [family.id for family in lists.families] == ["F1", "F2"]
    assert [marker.name for marker in lists.markers] == ["L1"]
    assert lists.markers[0].mutation.model == "stepwise"


def test_a_case_file_after_a_byte_order_mark_is_a_case_file_too():
    lists = read_lists(b"", b"\xef\xbb\xbf" + as_bytes(collection()), None, mutation=MUTATION, rule=RULE)
    assert len(lists.families) == 2


def test_claims_of_a_case_file_are_not_lost():
    lists = read_lists(b"", as_bytes(collection()), None, mutation=MUTATION, rule=RULE)
    assert [(claim.found, claim.missing) for claim in lists.claims] == [("R1", "SON")]


def test_a_table_of_remains_beside_a_case_file_is_not_passed_over_in_silence(trial):
    remains = (trial.folder / "found.csv").read_bytes()
    try:
        lists = read_lists(remains, as_bytes(collection()), None, mutation=MUTATION, rule=RULE)
    except InvalidInput:
        return
    assert [sample.id for sample in lists.found] != ["R1", "R2"] or lists.notes or lists.problems


# ── the answer ──


def test_with_a_low_limit_every_pair_of_the_plain_matrix_is_a_candidate(trial):
    lists = trial.lists
    matrix = compare(Collection(Panel(lists.markers), lists.families, lists.found)).log10_lr
    listed = {(row["found"], row["missing"]) for row in rows_of(candidates_table(run(lists, 0.0)))}
    missing = [person for family in lists.families for person in family.missing]
    pairs = np.argwhere(np.nan_to_num(matrix, nan=-np.inf) >= 0.0).tolist()
    assert {(lists.found[i].id, missing[j]) for i, j in pairs} <= listed


def test_two_rivals_on_both_sides_of_the_limit_still_share_one_place():
    # R1 reaches 10^2, R2 10^1.9 for the one place, of twenty listed: what R1 gets must not depend on the limit
    ratios = {"S": 100.0, "T": 10.0**1.9}
    markers = tuple(Marker(k, ("7", "8"), np.array([0.5 / ratio, 1.0 - 0.5 / ratio])) for k, ratio in ratios.items())
    donor = {"father": dict.fromkeys(ratios, ("7", "8"))}
    son = Family("F", nuclear("father", "mother", ("son", "M")), donor, ("son",))
    others = (Family(f"F{n}", nuclear(f"f{n}", f"m{n}", (f"s{n}", "M")), {}, (f"s{n}",)) for n in range(19))
    found = tuple(Sample(f"R {name}", "M", {name: ("7", "7")}) for name in ratios)
    lists = Lists(found, (son, *others), markers, (), {}, ())
    low, high = (run(lists, least).identification for least in (0.5, 1.95))
    assert high.posterior.max() == pytest.approx(low.posterior.max(), abs=0.01)


def test_the_posterior_is_near_that_of_the_whole_sum(trial):
    lists = trial.lists
    whole = identify(Collection(Panel(lists.markers), lists.families, lists.found), OPEN)
    result = run(lists, -3.0).identification
    for i, j, share in zip(result.found, result.missing, result.posterior, strict=True):
        assert share == pytest.approx(whole.posterior[i, j], abs=0.01)


def test_no_true_pair_is_lost(trial):
    screened = run(trial.lists)
    assert true_pairs_lost(screened, list(trial.truth.items()), 2.0) == 0


def test_a_true_pair_that_was_not_kept_is_counted(trial, monkeypatch):
    monkeypatch.setattr(actions, "_MANY_PAIRS", 0)  # as in a list too long for weak pairs
    screened = run(trial.lists, 6.0)
    kept = set(zip(screened.screening.found.tolist(), screened.screening.missing.tolist(), strict=True))
    below = run(trial.lists, 2.0).screening
    more = set(zip(below.found.tolist(), below.missing.tolist(), strict=True)) - kept
    names = [sample.id for sample in trial.lists.found]
    missing = [person for family in trial.lists.families for person in family.missing]
    lost = [(names[i], missing[j]) for i, j in more]
    assert true_pairs_lost(screened, lost, 2.0) == len(lost) > 0


def test_candidates_are_written_with_family_weight_and_posterior(trial):
    screened = run(trial.lists)
    rows = rows_of(candidates_table(screened))
    assert set(rows[0]) == {"found", "family", "missing", "log10_lr", "posterior"}
    home = {person: family.id for family in trial.lists.families for person in family.missing}
    assert all(home[row["missing"]] == row["family"] for row in rows)
    assert len({(row["found"], row["missing"]) for row in rows}) == len(rows)
    assert len(rows) >= answer_screening(screened)["pairs_kept"] > 0
    shares: dict[str, float] = {}
    for row in rows:
        shares[row["found"]] = shares.get(row["found"], 0.0) + float(row["posterior"] or 0.0)
    assert max(shares.values()) <= 1.0 + 1e-6


def test_the_summary_is_strict_json_and_counts_what_was_read(trial):
    answer = json.loads(json.dumps(answer_screening(run(trial.lists)), allow_nan=False))
    assert (answer["found"], answer["families"], answer["markers"]) == (30, 40, 12)
    assert answer["pairs_compared"] <= 30 * answer["missing"]
    assert answer["families_impossible_in_themselves"] == []
    assert answer["n_problems"] == len(trial.lists.problems)


# ── names that came with the remains ──


def test_claims_of_a_delivery_are_judged_and_contradictions_come_first(trial):
    lists = add_claims(trial.lists, (trial.folder / "claims.csv").read_bytes())
    checked = run(lists).claims
    assert len(checked) == len(lists.claims) > 0
    verdicts = [claim.verdict for claim in checked]
    assert verdicts == sorted(
        verdicts, key=["contradicted", "fits another better", "undecided", "not testable", "supported"].index
    )
    supported = {c.claim.found for c in checked if c.verdict == "supported"}
    wrong = {c.claim.found for c in checked if trial.truth.get(c.claim.found) != c.claim.missing}
    assert supported
    assert not supported & wrong


@pytest.mark.parametrize(
    "row",
    ["R9999,F1.MP", "R1,nobody", "R1,F1.MP,2", "R1,F1.MP,often", ",F1.MP", "R1,", "R1,F1.MP,nan", "R1,F1.MP,-0.1"],
)
def test_a_claim_that_names_nobody_or_cannot_be_is_a_problem_and_stays_out(trial, row):
    lists = add_claims(trial.lists, f"found,missing,reliability\n{row}\n".encode())
    assert lists.claims == ()
    assert len(lists.problems) > len(trial.lists.problems)


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00", b"found\nR1\n"])
def test_a_table_without_the_two_names_gives_no_claims_and_a_problem(trial, data):
    lists = add_claims(trial.lists, data)
    assert lists.claims == ()
    assert len(lists.problems) > len(trial.lists.problems)


def test_a_claim_lifts_its_own_pair_only(trial):
    found, missing = next(iter(trial.truth.items()))
    lists = add_claims(trial.lists, f"found,missing\n{found},{missing}\n".encode())
    plain, claimed = run(trial.lists).identification, run(lists).identification

    def share(result, sample, person):
        names = [s.id for s in trial.lists.found]
        people = [p for family in trial.lists.families for p in family.missing]
        pairs = zip(result.found.tolist(), result.missing.tolist(), result.posterior.tolist(), strict=True)
        return sum(p for i, j, p in pairs if (names[i], people[j]) == (sample, person))

    assert share(claimed, found, missing) >= share(plain, found, missing)


def test_a_claim_on_an_id_that_several_families_use_is_left_out_and_said():
    tree = nuclear("father", "mother", ("son", "M"))
    families = tuple(Family(name, tree, {"father": {"A": ("7", "8")}}, ("son",)) for name in ("F1", "F2"))
    marker = Marker("A", ("7", "8"), np.array([0.1, 0.9]))
    lists = Lists((Sample("R1", "M", {"A": ("7", "7")}),), families, (marker,), (), {}, ())
    claimed = add_claims(lists, b"found,missing\nR1,son\n")
    assert claimed.claims == ()
    assert any("several families" in problem.says for problem in claimed.problems)


@pytest.mark.parametrize(
    "wrong",
    [
        {"claims": [{"found": "R1", "missing": "ghost"}]},
        {"weights": [{"found": "ghost", "missing": "SON", "log10_lr": 1}]},
    ],
)
def test_evidence_about_somebody_not_in_the_case_is_refused(wrong):
    with pytest.raises(InvalidCase, match="ghost"):
        read_lists(b"", as_bytes(collection() | wrong), None, mutation=MUTATION, rule=RULE)


def test_a_short_list_is_answered_as_identify_answers(trial):
    lists = trial.lists
    whole = identify(Collection(Panel(lists.markers), lists.families, lists.found), OPEN)
    result = run(lists).identification
    for i, j, share in zip(result.found, result.missing, result.posterior, strict=True):
        assert share == pytest.approx(whole.posterior[i, j], abs=1e-9)
    assert result.nobody == pytest.approx(whole.nobody, abs=1e-9)


def test_a_long_list_is_answered_nearly_the_same(trial, monkeypatch):
    short = run(trial.lists).identification
    monkeypatch.setattr(actions, "_FEW_PAIRS", 0)
    long = run(trial.lists).identification
    shares = dict(zip(zip(long.found.tolist(), long.missing.tolist(), strict=True), long.posterior, strict=True))
    for i, j, share in zip(short.found.tolist(), short.missing.tolist(), short.posterior, strict=True):
        assert share == pytest.approx(shares.get((i, j), 0.0), abs=0.03)
