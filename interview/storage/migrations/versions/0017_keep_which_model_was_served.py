"""Keep with a grade which model the server says it asked, and the server's fingerprint of it

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None
beside = "every"


def upgrade() -> None:
    op.add_column("grade", sa.Column("served_model", sa.String(128), nullable=False, server_default=""))
    op.add_column("grade", sa.Column("fingerprint", sa.String(128), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("grade", "fingerprint")
    op.drop_column("grade", "served_model")
