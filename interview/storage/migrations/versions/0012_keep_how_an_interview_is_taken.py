"""Keep in which mode an interview is taken, when its time ends, and which answers were opened again

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None
beside = "every"


def upgrade() -> None:
    with op.batch_alter_table("session") as session:
        session.add_column(sa.Column("mode", sa.String(16), nullable=False, server_default="practice"))
        session.add_column(sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True))
        session.create_check_constraint(op.f("ck_session_mode"), "mode IN ('practice', 'real')")
        session.create_index("ix_session_ends_at", ["ends_at"])
    op.add_column("turn", sa.Column("reopened", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("turn", "reopened")
    with op.batch_alter_table("session") as session:
        session.drop_index("ix_session_ends_at")
        session.drop_constraint(op.f("ck_session_mode"), type_="check")
        session.drop_column("ends_at")
        session.drop_column("mode")
