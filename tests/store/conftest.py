import pytest

from tests.store.cluster import running_cluster
from tests.store.sample import Place


@pytest.fixture(scope="session")
def cluster():
    with running_cluster() as cluster:
        yield cluster


@pytest.fixture(params=["embedded", "postgresql"])
def place(request, tmp_path):
    """Where a store may be made, on either back end."""
    if request.param == "embedded":
        return Place(tmp_path / "store", tmp_path / "store")
    return Place(request.getfixturevalue("cluster").new_database(), tmp_path / "keys")


@pytest.fixture
def embedded(tmp_path):
    return Place(tmp_path / "store", tmp_path / "store")


@pytest.fixture
def store(place):
    with place.create() as store:
        yield store
