"""The second form: an index that tells by which act each state came to be, without a page of what is sealed."""

from alembic import op

revision = "2"
down_revision = "1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index."""
    op.create_index("state_act", "state", ["kind", "object", "parent", "status", "rank", "act_id"])
