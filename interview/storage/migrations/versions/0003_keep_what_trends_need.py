"""Keep per finished session what the trends need, and when a question was first shown

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None
beside = "every"


def upgrade() -> None:
    op.add_column("turn", sa.Column("first_shown_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "session_facts",
        sa.Column("session_id", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=False),
        sa.Column("is_stale", sa.Boolean(), nullable=False),
        sa.Column("stamp", sa.BigInteger(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name=op.f("fk_session_facts_session_id_session"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("session_id", name=op.f("pk_session_facts")),
    )
    op.create_index("ix_session_facts_owner_is_stale", "session_facts", ["owner", "is_stale", "session_id", "stamp"])
    op.create_index("ix_session_owner_interviewer", "session", ["owner", "interviewer"])
    op.create_index("ix_grade_owner_id", "grade", ["owner", "id"])
    op.create_index("ix_grade_graded_by_outcome_id", "grade", ["graded_by", "outcome", "id"])
    # Stale: each is worked out when somebody first looks.
    op.execute(
        "INSERT INTO session_facts (session_id, owner, is_stale, stamp, facts)"
        " SELECT id, owner, true, 0, '' FROM session WHERE completed_at IS NOT NULL"
    )


def downgrade() -> None:
    op.drop_index("ix_grade_graded_by_outcome_id", table_name="grade")
    op.drop_index("ix_grade_owner_id", table_name="grade")
    op.drop_index("ix_session_owner_interviewer", table_name="session")
    op.drop_table("session_facts")
    op.drop_column("turn", "first_shown_at")
