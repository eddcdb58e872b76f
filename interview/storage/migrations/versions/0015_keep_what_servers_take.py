"""Keep in which form a model's server takes the optional parts of a request, for all processes

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None
beside = "every"


def upgrade() -> None:
    op.create_table(
        "model_server",
        sa.Column("server", sa.String(240), nullable=False),
        sa.Column("model", sa.String(200), nullable=False),
        sa.Column("part", sa.String(32), nullable=False),
        sa.Column("level", sa.String(32), nullable=False),
        sa.Column("is_sure", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("server", "model", "part", name=op.f("pk_model_server")),
    )


def downgrade() -> None:
    op.drop_table("model_server")
