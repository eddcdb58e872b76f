"""Work the trends out again: interviews from pasted resumes are told apart by which resume it was

Revision ID: 0028
Revises: 0027
"""

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None
beside = "every"


def upgrade() -> None:
    op.execute("UPDATE session_facts SET is_stale = true")


def downgrade() -> None:
    op.execute("UPDATE session_facts SET is_stale = true")
