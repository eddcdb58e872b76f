"""Work the trends out again: interviews and categories without any answer count nowhere now

Revision ID: 0011
Revises: 0010
"""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None
beside = "every"


def upgrade() -> None:
    op.execute("UPDATE session_facts SET is_stale = true")


def downgrade() -> None:
    op.execute("UPDATE session_facts SET is_stale = true")
