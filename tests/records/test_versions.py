from hypothesis import given
from hypothesis import strategies as st

from homeward.records.person import Person
from homeward.records.versions import Change, compare_versions

people = st.lists(
    st.builds(Person, st.sampled_from("abcdef"), sex=st.sampled_from(("m", "f", None))),
    max_size=6,
    unique_by=lambda person: person.record_id,
)


def test_a_change_shows_what_was_and_what_is():
    (line,) = compare_versions([Person("1", sex="m")], [Person("1", sex="f")])
    assert line.changes == (Change("sex", "m", "f"),)


@given(people)
def test_a_list_is_the_same_as_itself(listed):
    assert all(line.state == "same" for line in compare_versions(listed, listed))


@given(people, people)
def test_every_line_of_either_version_is_accounted_for_once(before, after):
    lines = compare_versions(before, after)
    assert sorted(line.record_id for line in lines) == sorted({person.record_id for person in (*before, *after)})


@given(people, people)
def test_what_is_new_one_way_is_gone_the_other_way(before, after):
    new = {line.record_id for line in compare_versions(before, after) if line.state == "new"}
    assert new == {line.record_id for line in compare_versions(after, before) if line.state == "gone"}
