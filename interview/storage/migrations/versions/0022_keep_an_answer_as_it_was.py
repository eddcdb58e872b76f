"""Keep an answer as it was submitted while it is being changed

Revision ID: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None
beside = "every"


def upgrade() -> None:
    op.add_column("turn", sa.Column("submitted_before", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("turn") as turn:
        turn.drop_column("submitted_before")
