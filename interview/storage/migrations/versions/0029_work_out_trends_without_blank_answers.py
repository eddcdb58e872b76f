"""Work the trends out again: an answer of line breaks or tabs alone is none

Revision ID: 0029
Revises: 0028
"""

from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None
beside = "every"


def upgrade() -> None:
    op.execute("UPDATE session_facts SET is_stale = true")


def downgrade() -> None:
    op.execute("UPDATE session_facts SET is_stale = true")
