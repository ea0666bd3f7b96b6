from homeward.actions.story.people import PASSPHRASE, PEOPLE
from homeward.actions.story.telling import SMALL, tell_story
from homeward.actions.workspace.checking import check_workspace
from homeward.actions.workspace.desk import sit_down
from homeward.actions.workspace.lists import view_lists
from homeward.actions.workspace.pairs import all_cases
from homeward.actions.workspace.place import open_workspace
from homeward.actions.workspace.promises.board import board_tables, view_board
from homeward.actions.workspace.rounds.crossing import view_afterwards
from homeward.actions.workspace.rounds.opening import find_round
from homeward.actions.workspace.things import view_remains


def test_the_story_is_a_workspace_in_the_middle_of_its_work_and_whole(tmp_path):
    done = []
    told = tell_story(tmp_path / "story", SMALL, tick=done.append)
    assert done[-1] == "two rounds"
    with (north := open_workspace(told.north, PASSPHRASE)).store:
        anna, nina, hana, luka = (sit_down(north, name, PASSPHRASE) for name in ("anna", "nina", "hana", "luka"))
        assert len(view_lists(anna)) == 6
        states = [one.case.state for one in all_cases(anna)]
        assert states.count("before the board") == SMALL.split
        assert states.count("read once") == SMALL.begun
        assert states.count("signed") == 2 * SMALL.decided
        assert len([one for one in view_remains(anna).remains.things if one.level == "container"]) == SMALL.containers
        [board] = [one for one in board_tables(view_board(nina, north.now.date())) if one.name == "board"]
        courses = [row[board.columns.index("course")] for row in board.rows]
        assert sorted(courses) == ["late", "open", "open"]
        after = view_afterwards(hana, find_round(hana, told.rounds[0], "roll call")[0])
        assert "confirmed" in {one.outcome for one in after.results}
        assert luka.member.name not in PEOPLE
        assert check_workspace(north).is_whole
