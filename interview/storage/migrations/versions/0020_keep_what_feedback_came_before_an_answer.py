"""Keep whether feedback after each answer was wanted, and which answers were changed after it

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None
beside = "every"


def upgrade() -> None:
    op.add_column("session", sa.Column("with_feedback", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("turn") as turn:
        turn.add_column(sa.Column("feedback", sa.String(8), nullable=False, server_default="none"))
        turn.create_check_constraint(op.f("ck_turn_feedback"), "feedback IN ('none', 'seen', 'changed')")


def downgrade() -> None:
    with op.batch_alter_table("turn") as turn:
        turn.drop_constraint(op.f("ck_turn_feedback"), type_="check")
        turn.drop_column("feedback")
    op.drop_column("session", "with_feedback")
