"""Find the grades of a session, replaced ones too, without reading everybody's

Revision ID: 0004
Revises: 0003
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None
beside = "every"


def upgrade() -> None:
    op.create_index("ix_grade_session_id", "grade", ["session_id", "main", "follow_up"])


def downgrade() -> None:
    op.drop_index("ix_grade_session_id", table_name="grade")
