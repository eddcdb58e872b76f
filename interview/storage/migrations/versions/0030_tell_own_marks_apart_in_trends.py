"""Work the trends out again: what candidates marked themselves is a scale of its own

Revision ID: 0030
Revises: 0029
"""

from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None
beside = "every"


def upgrade() -> None:
    op.execute("UPDATE session_facts SET is_stale = true")


def downgrade() -> None:
    op.execute("UPDATE session_facts SET is_stale = true")
