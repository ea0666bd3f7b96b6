import pytest

from homeward.actions.workspace.desk import Refused
from homeward.actions.workspace.promises.addresses import pledge_addresses, pledge_at
from homeward.actions.workspace.promises.journal import journal_of
from tests.actions.workspace.promises.sample import commitment, pledge_bodies, record, workspace
from tests.actions.workspace.sample import last, seat


def test_a_pledge_is_found_by_an_id_that_says_nothing_of_it(tmp_path):
    with (made := workspace(tmp_path / "w")).store:
        olena, ada = seat(made, "olena", "auditor")
        refs = pledge_bodies(olena)
        record(olena, commitment(f"claim:{refs[1]}", id="other"))
        journal = journal_of(ada)
        addresses = pledge_addresses(ada, journal)
        assert set(addresses) == {"dead", "other"}
        assert len(set(addresses.values())) == 2
        assert all(len(one) == 32 and int(one, 16) for one in addresses.values())
        assert [pledge_at(ada, journal, addresses[own]) for own in ("dead", "other")] == ["dead", "other"]
        with pytest.raises(Refused):
            pledge_at(ada, journal, "0" * 32)
        assert last(made).kind == "refused"
