"""Keep with a grade which model the server says it asked, and the server's fingerprint of it

Revision ID: 0021
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("grade", sa.Column("served_model", sa.String(128), nullable=False, server_default=""))
    op.add_column("grade", sa.Column("fingerprint", sa.String(128), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("grade", "fingerprint")
    op.drop_column("grade", "served_model")
