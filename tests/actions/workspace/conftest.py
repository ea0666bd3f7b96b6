from tests.store.conftest import cluster

__all__ = ["cluster"]
