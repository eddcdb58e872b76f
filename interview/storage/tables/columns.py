"""How constraints are named and rows are built in every table, and columns that several tables have."""

from typing import Any

from sqlalchemy import JSON, Column, Text
from sqlmodel import SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
# Rows are made, never checked (their constraints do that): so what would check them is built when somebody asks for it.
SQLModel.model_config["defer_build"] = True


def json_column() -> Any:
    """A column for a value that is packed into JSON, never null."""
    return Column(JSON, nullable=False)


def text_column(nullable: bool = False) -> Any:
    """A column for a text of any length."""
    return Column(Text, nullable=nullable)
