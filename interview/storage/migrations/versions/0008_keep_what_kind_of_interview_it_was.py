"""Keep what kind of interview was chosen: a phone screen, a round on one topic, …

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None
beside = "every"

_ROUNDS = "'mixed', 'short', 'phone', 'technical', 'design', 'behavioural', 'manager', 'full', 'topic'"


def upgrade() -> None:
    with op.batch_alter_table("session") as session:
        session.add_column(sa.Column("round", sa.String(16), nullable=False, server_default="mixed"))
        session.create_check_constraint(op.f("ck_session_round"), f"round IN ({_ROUNDS})")


def downgrade() -> None:
    with op.batch_alter_table("session") as session:
        session.drop_constraint(op.f("ck_session_round"), type_="check")
        session.drop_column("round")
