"""Keep for whom a model was called and what it cost, so that budgets hold across processes

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None
beside = "every"

_COUNTS = ("tokens_cached", "held_tokens")


def upgrade() -> None:
    op.add_column("model_call", sa.Column("owner", sa.String(64), nullable=True))
    op.add_column("model_call", sa.Column("session_id", sa.String(32), nullable=True))
    op.add_column("model_call", sa.Column("served_model", sa.String(128), nullable=False, server_default=""))
    op.add_column("model_call", sa.Column("prices_of", sa.String(10), nullable=False, server_default=""))
    for name in _COUNTS:
        op.add_column("model_call", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    op.add_column("model_call", sa.Column("micro_dollars", sa.BigInteger(), nullable=True))
    op.add_column("model_call", sa.Column("held_micro_dollars", sa.BigInteger(), nullable=False, server_default="0"))
    op.add_column("model_call", sa.Column("is_open", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index(op.f("ix_model_call_owner_at"), "model_call", ["owner", "at"])
    op.create_index(op.f("ix_model_call_session_id"), "model_call", ["session_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_model_call_session_id"), table_name="model_call")
    op.drop_index(op.f("ix_model_call_owner_at"), table_name="model_call")
    with op.batch_alter_table("model_call") as table:
        for name in ("owner", "session_id", "served_model", "prices_of", "micro_dollars", "held_micro_dollars", "is_open"):
            table.drop_column(name)
        for name in _COUNTS:
            table.drop_column(name)
