"""Keep the jobs that somebody applies for, and which interview was for which

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None
beside = "every"


def upgrade() -> None:
    op.create_table(
        "target",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("company", sa.String(120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("interview_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
    )
    op.create_index(op.f("ix_target_owner"), "target", ["owner"])
    with op.batch_alter_table("session") as session:
        session.add_column(sa.Column("target_id", sa.String(32), nullable=True))
        session.create_foreign_key(
            op.f("fk_session_target_id_target"), "target", ["target_id"], ["id"], ondelete="SET NULL"
        )
        session.create_index(op.f("ix_session_target_id"), ["target_id"])


def downgrade() -> None:
    with op.batch_alter_table("session") as session:
        session.drop_index(op.f("ix_session_target_id"))
        session.drop_constraint(op.f("fk_session_target_id_target"), type_="foreignkey")
        session.drop_column("target_id")
    op.drop_table("target")
