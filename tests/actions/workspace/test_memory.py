"""What a process remembers: the answers are those of the store at each moment, and nothing that was erased is kept."""

from dataclasses import replace

import pytest

from homeward.actions.workspace.desk import Draft, approve, note
from homeward.actions.workspace.files import erase_file, flag_harm
from homeward.actions.workspace.folding.fold import EFFECTS
from homeward.actions.workspace.folding.memory import LOOKS, Conclusion, Memory, remember, remember_same
from homeward.actions.workspace.folding.states import file_of
from homeward.actions.workspace.lists import import_list
from homeward.actions.workspace.place import open_workspace
from homeward.store.state import Wanted
from homeward.store.transaction import ERASED
from tests.actions.workspace.sample import PASSPHRASE, delivery, make, seat


@pytest.fixture
def workspace(tmp_path):
    with (made := make(tmp_path / "w")).store:
        yield made


@pytest.fixture
def files():
    """A memory of files, which counts what it read."""
    read = []

    def reading(state):
        read.append(state.object)
        return file_of(state)

    memory = Memory("person", reading)
    memory.read = read
    return memory


def everything(memory, workspace, **which):
    with workspace.store.read() as now:
        return dict(memory.all(now, **which))


def in_the_store(workspace):
    with workspace.store.read() as now:
        return {state.object: file_of(state) for state in now.states(Wanted(kind="person"))}


def test_no_look_changes_a_state():
    assert LOOKS.isdisjoint({*EFFECTS, ERASED})


def test_each_file_is_read_once_until_an_act_changes_it(workspace, files):
    [anna] = seat(workspace, "anna")
    import_list(anna, delivery("sought"))
    assert everything(files, workspace) == everything(files, workspace) == in_the_store(workspace)
    assert len(files.read) == 4
    note(anna, anna.member.roles[0], Draft(kind="lists viewed"))
    assert everything(files, workspace) == in_the_store(workspace)
    assert len(files.read) == 4
    one = next(iter(in_the_store(workspace)))
    flag_harm(anna, one, lift=False, reason="threats")
    assert everything(files, workspace)[one].has_harm_flag
    assert files.read[4:] == [one]


def test_another_list_is_there_at_once_and_each_file_stands_under_its_list(workspace, files):
    [anna] = seat(workspace, "anna")
    import_list(anna, delivery("sought"))
    before = everything(files, workspace)
    found = import_list(anna, delivery("found")).list_id
    assert everything(files, workspace) == in_the_store(workspace)
    assert everything(files, workspace).keys() - before.keys() == everything(files, workspace, parent=found).keys()


def test_what_was_erased_is_in_no_answer_and_in_no_memory(workspace, files):
    anna, dina, fadi = seat(workspace, "anna", "dina", "fadi")
    import_list(anna, delivery("sought"))
    one, *others = everything(files, workspace)
    approve(fadi, erase_file(dina, one, reason="asked by the person").waits_for)
    assert files._known == {}
    assert not files._last
    with workspace.store.read() as now:
        assert files.named(now, [one, *others]).keys() == {*others}
    assert everything(files, workspace).keys() == {*others}
    assert one not in {key for key, _ in files._known}


def test_what_another_process_erased_is_forgotten_at_the_next_look(workspace, files):
    anna, dina, fadi = seat(workspace, "anna", "dina", "fadi")
    import_list(anna, delivery("sought"))
    one, *others = everything(files, workspace)
    with open_workspace(workspace.folder, PASSPHRASE, workspace.clock).store as store:
        elsewhere = [replace(desk, workspace=replace(workspace, store=store)) for desk in (dina, fadi)]
        known, last = files._known, files._last
        approve(elsewhere[1], erase_file(elsewhere[0], one, reason="asked by the person").waits_for)
        files._known, files._last = known, last  # a process of its own would not have been told
    assert everything(files, workspace).keys() == {*others}
    assert everything(files, workspace).keys() == {*others}
    assert one not in {key for key, _ in files._known}


def test_what_is_being_read_while_something_is_erased_is_not_kept(workspace):
    anna, dina, fadi = seat(workspace, "anna", "dina", "fadi")
    import_list(anna, delivery("sought"))
    one = next(iter(in_the_store(workspace)))
    asked = erase_file(dina, one, reason="asked by the person").waits_for

    def reading(state):
        if asked not in done:
            done.append(asked)
            approve(fadi, asked)
        return file_of(state)

    done = []
    memory = Memory("person", reading)
    everything(memory, workspace)
    assert memory._known == {}
    assert not memory._last
    assert one not in everything(memory, workspace)


def test_an_older_moment_is_answered_as_it_was(workspace, files):
    [anna] = seat(workspace, "anna")
    import_list(anna, delivery("sought"))
    with workspace.store.read() as then:
        one = next(iter(files.all(then)))
        flag_harm(anna, one, lift=False, reason="threats")
        assert everything(files, workspace)[one].has_harm_flag
        assert not files.all(then)[one].has_harm_flag
    assert everything(files, workspace)[one].has_harm_flag


def test_a_moment_before_some_looks_is_answered_from_memory_too(workspace, files, count):
    [anna] = seat(workspace, "anna")
    import_list(anna, delivery("sought"))
    concluded(count, workspace)
    with workspace.store.read() as then:
        note(anna, anna.member.roles[0], Draft(kind="lists viewed"))
        assert concluded(count, workspace) == (4,)
        assert count.of(then) == (4,)
    assert len(count.drawn) == 1


def test_two_stores_with_the_same_ids_do_not_answer_for_each_other(tmp_path, workspace, files):
    [anna] = seat(workspace, "anna")
    import_list(anna, delivery("sought"))
    with (other := make(tmp_path / "other")).store:
        import_list(seat(other, "anna")[0], delivery("found"))
        assert everything(files, workspace) == in_the_store(workspace)
        assert everything(files, other) == in_the_store(other)
        assert everything(files, workspace).keys().isdisjoint(everything(files, other))


def test_more_than_is_kept_is_still_answered(workspace):
    [anna] = seat(workspace, "anna")
    import_list(anna, delivery("sought"))
    small = Memory("person", file_of, 2)
    assert everything(small, workspace) == everything(small, workspace) == in_the_store(workspace)
    assert len(small._known) <= 2


def test_a_remembered_answer_is_forgotten_with_what_is_erased(workspace):
    anna, dina, fadi = seat(workspace, "anna", "dina", "fadi")
    import_list(anna, delivery("sought"))
    asked = []
    double = remember(8)(lambda text: asked.append(text) or text * 2)
    assert double("a") == double("a") == "aa"
    one = next(iter(in_the_store(workspace)))
    approve(fadi, erase_file(dina, one, reason="asked by the person").waits_for)
    assert double("a") == "aa"
    assert asked == ["a", "a"]


def test_what_is_being_computed_while_something_is_erased_is_not_remembered(workspace):
    anna, dina, fadi = seat(workspace, "anna", "dina", "fadi")
    import_list(anna, delivery("sought"))
    one = next(iter(in_the_store(workspace)))
    asked = erase_file(dina, one, reason="asked by the person").waits_for
    computed = []

    def slow(text):
        if not computed:
            approve(fadi, asked)
        computed.append(text)
        return text * 2

    kept = remember(8)(slow)
    assert [kept("a") for _ in range(3)] == ["aa"] * 3
    assert computed == ["a", "a"]


def test_an_answer_about_the_very_object_is_kept_and_not_given_for_an_equal_one():
    computed = []
    length = remember_same(2)(lambda same, more: computed.append(more) or len(same) + more)
    first, equal = [1], [1]
    assert [length(first, 1), length(first, 1), length(first, 2), length(equal, 1)] == [2, 2, 3, 2]
    assert computed == [1, 2, 1]
    assert [length(first, 1), length(equal, 1)] == [2, 2]  # the oldest of three was let go
    assert computed == [1, 2, 1, 1]


@pytest.fixture
def count():
    """A conclusion about all files, which counts how often it was drawn."""
    files, drawn = Memory("person", file_of), []

    def draw(now, *asked):
        drawn.append(asked)
        return len(files.all(now)), *asked

    made = Conclusion(draw, most=2)
    made.drawn = drawn
    return made


def concluded(conclusion, workspace, *asked):
    with workspace.store.read() as now:
        return conclusion.of(now, *asked)


def test_a_conclusion_is_drawn_once_until_an_act_changes_a_state(workspace, count):
    [anna] = seat(workspace, "anna")
    import_list(anna, delivery("sought"))
    assert concluded(count, workspace) == concluded(count, workspace) == (4,)
    note(anna, anna.member.roles[0], Draft(kind="lists viewed"))
    assert concluded(count, workspace) == (4,)
    assert len(count.drawn) == 1
    import_list(anna, delivery("found"))
    assert concluded(count, workspace) == (len(in_the_store(workspace)),) != (4,)
    assert len(count.drawn) == 2


def test_a_conclusion_is_about_what_it_was_asked_and_about_its_own_store(tmp_path, workspace, count):
    [anna] = seat(workspace, "anna")
    import_list(anna, delivery("sought"))
    with (other := make(tmp_path / "other")).store:
        assert concluded(count, workspace, "a") == (4, "a")
        assert concluded(count, workspace, "b") == (4, "b")
        assert concluded(count, other, "a") == (0, "a")
        assert [concluded(count, workspace, one) for one in "cab"] == [(4, "c"), (4, "a"), (4, "b")]


def test_a_conclusion_lets_go_of_what_was_erased(workspace, count):
    anna, dina, fadi = seat(workspace, "anna", "dina", "fadi")
    import_list(anna, delivery("sought"))
    concluded(count, workspace)
    one = next(iter(in_the_store(workspace)))
    approve(fadi, erase_file(dina, one, reason="asked by the person").waits_for)
    assert not count._kept
    assert concluded(count, workspace) == (3,)


def test_what_a_step_reads_that_is_being_written_is_kept_nowhere(workspace, files, count):
    [anna] = seat(workspace, "anna")
    import_list(anna, delivery("sought"))
    assert concluded(count, workspace) == (4,)

    def work(step):
        now = step.now
        assert (now.is_written, count.of(now), len(files.all(now))) == (True, (4,), 4)
        raise LookupError

    with pytest.raises(LookupError):
        workspace.store.write(work)
    assert len(count.drawn) == 2
    assert files._known == {}
