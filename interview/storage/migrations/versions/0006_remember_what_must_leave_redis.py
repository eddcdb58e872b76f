"""Remember what a deletion still has to take out of Redis

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None
beside = "every"


def upgrade() -> None:
    op.create_table(
        "pending_removal",
        sa.Column("session_id", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("is_removed", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('session', 'snapshot')", name=op.f("ck_pending_removal_kind")),
        sa.PrimaryKeyConstraint("session_id", name=op.f("pk_pending_removal")),
    )


def downgrade() -> None:
    op.drop_table("pending_removal")
