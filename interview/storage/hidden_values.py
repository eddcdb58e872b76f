"""Keeps what people wrote out of database errors, and so out of logs: SQLAlchemy's parameters and PostgreSQL's details.

PostgreSQL quotes the row or the value that it refused; SQLite does not. What is left says which rule of which table.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import OperationalError


def engine_without_values(url: str, **options: Any) -> Engine:
    """An engine whose exceptions carry neither parameters nor anything else of a row."""
    engine = create_engine(url, hide_parameters=True, **options)
    event.listen(engine, "handle_error", _leave_out_values)
    return engine


def _leave_out_values(context: ExceptionContext) -> None:
    error, outer = context.original_exception, context.sqlalchemy_exception
    if outer is not None:
        outer.params = None
    diagnosis = getattr(error, "diag", None)
    if diagnosis is None:
        return
    # What the driver itself says when it cannot connect helps an operator and holds no value of a statement.
    if diagnosis.sqlstate is None and isinstance(outer, OperationalError):
        return
    places = {"table": diagnosis.table_name, "column": diagnosis.column_name, "constraint": diagnosis.constraint_name}
    where = "".join(f", {kind} {name}" for kind, name in places.items() if name)
    said = f"refused by PostgreSQL (SQLSTATE {diagnosis.sqlstate or 'unknown'}{where})"
    error.args = (said,)
    if outer is not None:
        outer.args = (f"({type(error).__module__}.{type(error).__name__}) {said}",)
