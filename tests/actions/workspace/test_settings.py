import json
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.actions.workspace.settings import Settings, read_settings, write_settings
from homeward.errors import InvalidInput

NAMES = st.sampled_from([field.name for field in fields(Settings)])
PLAIN = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.lists(st.integers()))


@pytest.mark.parametrize(
    "text",
    [
        '{"n_signatures": 2.9}',
        '{"n_signatures": "3"}',
        '{"files_hour": true}',
        '{"lease_minutes": 99999999999999}',
        '{"lease_minutes": 1e300}',
        '{"glass_minutes": 1e400}',
        '{"posterior_established": NaN}',
        '{"files_hour": 1, "files_hour": 59}',
        '{"colour": "red"}',
        "[" * 100_000,
        '{"n_signatures": ' + "9" * 5000 + "}",
        "",
    ],
)
def test_what_is_no_settings_is_refused_in_a_sentence(text):
    with pytest.raises(InvalidInput):
        read_settings(text)


@pytest.mark.parametrize("settings", [Settings(), Settings(excluded_log10_lr=float("-inf"), propose_from=1.0)])
def test_settings_are_read_as_they_were_written(settings):
    assert read_settings(write_settings(settings)) == settings


@given(st.dictionaries(NAMES, PLAIN, max_size=3))
def test_settings_that_are_read_say_what_the_file_said(told):
    try:
        settings = read_settings(json.dumps(told))
    except InvalidInput:
        return
    assert {name: getattr(settings, name) for name in told} == told
    assert settings.rules.lease
    assert settings.thresholds
