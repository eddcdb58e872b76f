"""Keep in which browsers people are signed in

Revision ID: 0025
Revises: 0024
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None
beside = "every"


def upgrade() -> None:
    op.create_table(
        "sign_in",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("account", sa.String(64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sign_in")),
        sa.ForeignKeyConstraint(
            ["account"], ["account.key"], name=op.f("fk_sign_in_account_account"), ondelete="CASCADE"
        ),
    )
    op.create_index(op.f("ix_sign_in_account"), "sign_in", ["account"])
    op.create_index(op.f("ix_sign_in_expires_at"), "sign_in", ["expires_at"])


def downgrade() -> None:
    op.drop_table("sign_in")
