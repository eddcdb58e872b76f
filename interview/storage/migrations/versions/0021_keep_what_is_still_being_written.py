"""Keep what is still being written of an interview that has begun, and who writes it

Revision ID: 0021
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None
beside = "every"


def upgrade() -> None:
    op.add_column("turn", sa.Column("awaits", sa.String(16), nullable=False, server_default=""))
    op.create_table(
        "preparation",
        sa.Column("session_id", sa.String(32), nullable=False),
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("brief", sa.JSON(), nullable=False),
        sa.Column("angles", sa.JSON(), nullable=False),
        sa.Column("claimed_by", sa.String(64), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("error_code", sa.String(64), nullable=True),
        sa.Column("error", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("given_up_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name=op.f("fk_preparation_session_id_session"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("session_id", name=op.f("pk_preparation")),
    )
    op.create_index(op.f("ix_preparation_given_up_at_lease_until"), "preparation", ["given_up_at", "lease_until"])


def downgrade() -> None:
    """A place without a question cannot be kept: nothing was asked there."""
    op.execute("DELETE FROM turn WHERE question = ''")
    op.drop_table("preparation")
    op.drop_column("turn", "awaits")
