"""Keep the text of a resume once: resumes and interviews refer to it

Revision ID: 0024
Revises: 0022
"""

import hashlib

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0022"
branch_labels = None
depends_on = None
beside = "none"

_AT_ONCE = 500
_PLACES = (("resume", "text"), ("session", "resume_text"))


def upgrade() -> None:
    texts = op.create_table(
        "resume_text",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resume_text")),
    )
    op.create_index(op.f("ix_resume_text_owner"), "resume_text", ["owner"])
    op.add_column("resume", sa.Column("text_id", sa.String(64), nullable=True))
    op.add_column("session", sa.Column("text_id", sa.String(64), nullable=True))
    for table, column in _PLACES:
        _move(texts, table, column)
    with op.batch_alter_table("resume") as resume:
        resume.alter_column("text_id", existing_type=sa.String(64), nullable=False)
        resume.create_foreign_key(op.f("fk_resume_text_id_resume_text"), "resume_text", ["text_id"], ["id"])
        resume.drop_column("text")
    with op.batch_alter_table("session") as session:
        session.create_foreign_key(
            op.f("fk_session_text_id_resume_text"), "resume_text", ["text_id"], ["id"], ondelete="SET NULL"
        )
        session.drop_column("resume_text")
    op.create_index(op.f("ix_resume_text_id"), "resume", ["text_id"])
    op.create_index(op.f("ix_session_text_id"), "session", ["text_id"])


def _move(texts: sa.Table, name: str, column: str) -> None:
    """Each text under its own id, some hundred rows at a time: together they may be larger than the memory."""
    connection = op.get_bind()
    table = sa.table(name, sa.column("id"), sa.column("owner"), sa.column("text_id"), sa.column(column))
    last = ""
    while True:
        query = sa.select(table.c.id, table.c.owner, table.c[column]).where(table.c.id > last)
        found = connection.execute(query.order_by(table.c.id).limit(_AT_ONCE)).all()
        if not found:
            return
        for row_id, owner, text in found:
            if not text and name == "session":
                continue
            text_id = hashlib.sha256(f"{owner}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()
            known = connection.execute(sa.select(texts.c.id).where(texts.c.id == text_id)).first()
            if known is None:
                connection.execute(sa.insert(texts).values(id=text_id, owner=owner, text=text))
            connection.execute(sa.update(table).where(table.c.id == row_id).values(text_id=text_id))
        last = found[-1][0]


def downgrade() -> None:
    """A text that was deleted stays deleted: its interviews have an empty one."""
    op.add_column("resume", sa.Column("text", sa.Text(), nullable=False, server_default=""))
    op.add_column("session", sa.Column("resume_text", sa.Text(), nullable=False, server_default=""))
    for table, column in _PLACES:
        found = f"SELECT t.text FROM resume_text t WHERE t.id = {table}.text_id"
        op.execute(f"UPDATE {table} SET {column} = coalesce(({found}), '')")
    for table, column in _PLACES:
        op.drop_index(op.f(f"ix_{table}_text_id"), table)
        with op.batch_alter_table(table) as changed:
            changed.drop_constraint(op.f(f"fk_{table}_text_id_resume_text"), type_="foreignkey")
            changed.drop_column("text_id")
            changed.alter_column(column, existing_type=sa.Text(), existing_nullable=False, server_default=None)
    op.drop_table("resume_text")
