"""Work the trends out again: a role chosen without a resume is a role, and guesses are held against the interviewer

Revision ID: 0027
Revises: 0026
"""

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None
beside = "every"


def upgrade() -> None:
    op.execute("UPDATE session_facts SET is_stale = true")


def downgrade() -> None:
    op.execute("UPDATE session_facts SET is_stale = true")
