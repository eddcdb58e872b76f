"""Keep the links under which reports are read, and what mentors say of answers

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None
beside = "every"


def upgrade() -> None:
    op.create_table(
        "share",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("session_id", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened", sa.Integer(), nullable=False),
        sa.CheckConstraint("opened >= 0", name=op.f("ck_share_opened")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name=op.f("fk_share_session_id_session"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_share_token_hash")),
    )
    op.create_index(op.f("ix_share_session_id"), "share", ["session_id"])
    op.create_table(
        "mentor",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("session_id", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=False),
        sa.Column("writer", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("came_by", sa.String(length=16), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("came_by IN ('link', 'file')", name=op.f("ck_mentor_came_by")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name=op.f("fk_mentor_session_id_session"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentor")),
        sa.UniqueConstraint("session_id", "writer", name=op.f("uq_mentor_session_id_writer")),
    )
    op.create_table(
        "mentor_note",
        sa.Column("mentor_id", sa.String(length=32), nullable=False),
        sa.Column("main", sa.Integer(), nullable=False),
        sa.Column("follow_up", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.String(length=32), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("verdicts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mentor_id"], ["mentor.id"], name=op.f("fk_mentor_note_mentor_id_mentor"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["session_id", "main", "follow_up"],
            ["turn.session_id", "turn.main", "turn.follow_up"],
            name=op.f("fk_mentor_note_session_id_turn"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("mentor_id", "main", "follow_up", name=op.f("pk_mentor_note")),
    )
    op.create_index("ix_mentor_note_session_id", "mentor_note", ["session_id", "main", "follow_up"])


def downgrade() -> None:
    op.drop_index("ix_mentor_note_session_id", table_name="mentor_note")
    op.drop_table("mentor_note")
    op.drop_table("mentor")
    op.drop_index(op.f("ix_share_session_id"), table_name="share")
    op.drop_table("share")
