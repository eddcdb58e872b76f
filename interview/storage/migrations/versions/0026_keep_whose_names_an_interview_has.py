"""Keep marks by which a deleted resume's name is still taken out of what a model reads

Revision ID: 0026
Revises: 0025
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None
beside = "every"


def upgrade() -> None:
    op.add_column("session", sa.Column("detail_marks", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    op.drop_column("session", "detail_marks")
