"""Remember which questions were swapped for others, and which topics an interview leaves out

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None
beside = "every"


def upgrade() -> None:
    op.add_column("turn", sa.Column("swaps", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("session", sa.Column("leave_out", sa.JSON(), nullable=False, server_default="[]"))
    op.create_table(
        "swapped_question",
        sa.Column("session_id", sa.String(length=32), nullable=False),
        sa.Column("main", sa.Integer(), nullable=False),
        sa.Column("swaps", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=False),
        sa.Column("resume_key", sa.String(length=64), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("bank_id", sa.String(length=120), nullable=False),
        sa.Column("topic", sa.String(length=80), nullable=False),
        sa.Column("category", sa.String(length=80), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column("swapped_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("reason IN ('not_my_field', 'had_it')", name=op.f("ck_swapped_question_reason")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name=op.f("fk_swapped_question_session_id_session"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("session_id", "main", "swaps", name=op.f("pk_swapped_question")),
    )
    op.create_index(op.f("ix_swapped_question_owner"), "swapped_question", ["owner"])


def downgrade() -> None:
    op.drop_index(op.f("ix_swapped_question_owner"), table_name="swapped_question")
    op.drop_table("swapped_question")
    op.drop_column("session", "leave_out")
    op.drop_column("turn", "swaps")
