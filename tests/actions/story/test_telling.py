from collections import Counter
from datetime import UTC, date, datetime

import pytest

from homeward.actions.story.lists import CHILDREN
from homeward.actions.story.people import PASSPHRASE, PEOPLE
from homeward.actions.story.talks import write_windows
from homeward.actions.story.telling import MARK, SMALL, STEPS, tell_anew, tell_story
from homeward.actions.workspace.checking import check_workspace
from homeward.actions.workspace.desk import sit_down
from homeward.actions.workspace.laboratory.families import all_families
from homeward.actions.workspace.laboratory.samples import all_samples
from homeward.actions.workspace.lists import files_of, view_lists
from homeward.actions.workspace.pairs import all_cases
from homeward.actions.workspace.place import open_workspace
from homeward.actions.workspace.promises.board import board_tables, view_board
from homeward.actions.workspace.rounds.candidates import find_candidates
from homeward.actions.workspace.rounds.crossing import view_afterwards
from homeward.actions.workspace.rounds.gates import passages
from homeward.actions.workspace.rounds.opening import find_round
from homeward.actions.workspace.things import view_remains
from homeward.errors import InvalidInput
from homeward.formats.talks.duties import read_duties
from homeward.talks.conditions.windows import is_inside, phase, reports_by


def remains_are_told(anna):
    """DNA agrees with who is who: bodies of two containers, decisions that two signed, what was found and held."""
    view = view_remains(anna)
    remains, code_by_id = view.remains, {one: code for code, one in view.id_by_code.items()}
    cases = [one.case for one in all_cases(anna) if one.case.pair.found in code_by_id]
    outcomes = Counter(case.round.outcome for case in cases if case.state in ("signed", "acted on"))
    assert outcomes["established"] >= 2
    assert outcomes["premature"] == 1
    assert {one.outcome for one in remains.findings} == {"several people", "not ours"}
    parts = [one.part for one in remains.links if one.kind == "belongs to"]
    bags = {one.whole for one in remains.links if one.kind == "lies in" and one.part in parts}
    assert len(bags) == len(parts) >= 2
    assert "identified as" in {one.kind for one in remains.links}
    assert Counter(one.result for one in remains.results)["mixed profile"] == 1
    assert [one.code for one in all_samples(anna).values() if one.held] == ["T-7b"]
    assert len(all_families(anna)) == SMALL.families
    assert not view.breaks
    assert {one.because for one in remains.custody} >= {"handed over by the South", "lent for a sample of bone"}


def children_wait(hana, round_id):
    """Of the children who were agreed all go but two: one does not want to, of one no relative is known."""
    found = find_round(hana, round_id, "roll call")[0]
    candidates = find_candidates(hana, found)
    assert found.sides == CHILDREN
    assert {one.home for one in candidates.people} == {"North-children"}
    assert Counter(passages(hana, found, candidates.people).values())["not go"] == 2
    assert "the file was erased" not in candidates.left_out  # nor is it said of the dead


def test_a_story_takes_the_place_of_a_story_and_of_nothing_else(tmp_path):
    folder = tmp_path / "story"
    folder.mkdir()
    (folder / "letter.txt").write_text("mine")
    for tell in (tell_story, tell_anew):
        with pytest.raises(InvalidInput, match=r"is something in it|nothing was deleted"):
            tell(folder, SMALL, seed=1, tick=print)
    (folder / MARK).write_text("")
    with pytest.raises(InvalidInput, match="nothing was deleted"):
        tell_anew(folder, SMALL, seed=1, tick=print)
    assert sorted(one.name for one in folder.iterdir()) == ["letter.txt", MARK]
    (folder / "letter.txt").unlink()
    (kept := tmp_path / "kept").mkdir()
    (folder / "north").symlink_to(kept)
    with pytest.raises(InvalidInput, match="nothing was deleted"):
        tell_anew(folder, SMALL, seed=1, tick=print)
    (folder / "north").unlink()
    (folder / "north").mkdir()
    (folder / "north" / "old").write_text("of an earlier story")

    def stop(says):
        raise Stopped(says)

    with pytest.raises(Stopped, match="people are invented"):
        tell_anew(folder, SMALL, seed=1, tick=stop)
    assert [one.name for one in folder.iterdir()] == [MARK]


def test_of_two_windows_one_is_over_and_broken_as_one_side_says():
    today = date(2026, 5, 3)
    file = read_duties(write_windows(today))
    assert not file.problems
    river, orchard = file.windows
    noon = datetime(2026, 5, 3, 12, tzinfo=UTC)
    assert (phase(river, noon), phase(orchard, noon)) == ("over", "ahead")
    assert [one.says for one in reports_by(river)["South"]] == ["shots heard"]
    assert is_inside(river, reports_by(river)["South"][0].place)


class Stopped(Exception):
    """The story was stopped."""


def test_the_story_is_a_workspace_in_the_middle_of_its_work_and_whole(tmp_path):
    done = []
    told = tell_story(tmp_path / "story", SMALL, tick=done.append)
    assert len(done) == STEPS
    assert done[-1] == "a round of children"
    with (north := open_workspace(told.north, PASSPHRASE)).store:
        anna, nina, hana, luka = (sit_down(north, name, PASSPHRASE) for name in ("anna", "nina", "hana", "luka"))
        assert len(view_lists(anna)) == 6
        lists = {key: one.party for key, one in view_lists(anna).items()}
        prisoners = {one for key in lists if lists[key] not in CHILDREN for one in files_of(anna, key)}
        living = [one for one in all_cases(anna) if one.case.pair.found in prisoners]
        states = [one.case.state for one in living]
        assert states.count("before the board") == SMALL.split
        assert states.count("read once") == SMALL.begun
        assert states.count("signed") == 2 * SMALL.decided
        assert len([one for one in view_remains(anna).remains.things if one.level == "container"]) == SMALL.containers
        [board] = [one for one in board_tables(view_board(nina, north.now.date())) if one.name == "board"]
        courses = [row[board.columns.index("course")] for row in board.rows]
        assert Counter(courses) == {"kept": 1, "late": 1, "open": 5}
        [relief] = [row for row in board.rows if row[board.columns.index("pledge")] == "relief"]
        assert relief[board.columns.index("state")].startswith("in force, clock running until")
        assert not view_board(nina, north.now.date()).journal.problems
        after = view_afterwards(hana, find_round(hana, told.rounds[0], "roll call")[0])
        assert "confirmed" in {one.outcome for one in after.results}
        remains_are_told(anna)
        children_wait(hana, told.children)
        assert luka.member.name not in PEOPLE
        assert check_workspace(north).is_whole
