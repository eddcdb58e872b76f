"""Keep the stories that somebody tells, and interviews made of questions that they wrote down themselves

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None
beside = "none"

_ROUNDS = "'mixed', 'short', 'phone', 'technical', 'design', 'behavioural', 'manager', 'full', 'topic'"


def upgrade() -> None:
    op.create_table(
        "story",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("origin", sa.String(16), nullable=False),
        sa.Column("session_id", sa.String(32), nullable=True),
        sa.Column("main", sa.Integer(), nullable=True),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("origin IN ('answer', 'resume', 'hand')", name=op.f("ck_story_origin")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name=op.f("fk_story_session_id_session"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_story")),
    )
    op.create_index(op.f("ix_story_owner_updated_at"), "story", ["owner", "updated_at"])
    op.create_index(op.f("ix_story_session_id"), "story", ["session_id"])
    with op.batch_alter_table("session") as session:
        session.drop_constraint(op.f("ck_session_round"), type_="check")
        session.create_check_constraint(op.f("ck_session_round"), f"round IN ({_ROUNDS}, 'own')")


def downgrade() -> None:
    op.execute("UPDATE session SET round = 'mixed' WHERE round = 'own'")
    with op.batch_alter_table("session") as session:
        session.drop_constraint(op.f("ck_session_round"), type_="check")
        session.create_check_constraint(op.f("ck_session_round"), f"round IN ({_ROUNDS})")
    op.drop_table("story")
