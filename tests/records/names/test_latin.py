import pytest

from homeward.records.names.latin import bare, readings


def reasons(token: str) -> set[str]:
    return {reading.reason for reading in readings(token)}


def test_letters_that_only_one_habit_writes_decide():
    assert reasons("Szczur") == {"Polish spelling"}
    assert reasons("Tschumak") == {"German spelling"}
    assert reasons("Čumak") == {"scholarly or ISO 9 spelling"}


def test_letters_of_several_habits_are_read_by_all():
    assert {"English-style spelling", "French spelling"} <= reasons("Chumak")


@pytest.mark.parametrize("mark", ["'", "’", "ʹ", "ʼ", "”", "`"])
def test_marks_of_softness_are_silent(mark):
    assert readings(f"Koval{mark}") == readings("Koval")


def test_no_token_has_a_crowd_of_readings():
    assert len(readings("Schisnewskischtschisch")) < 40


def test_bare_is_lower_case_without_marks():
    assert bare("Dem”YAN’") == "demyan"
