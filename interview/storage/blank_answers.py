"""Which answers say anything, as SQL: the same letters are blank there as in `str.strip`, on both databases."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, func

# The trim of SQL takes away spaces alone. The ideographic space is the last that Unicode has.
_BLANK = "".join(filter(str.isspace, map(chr, range(0x3001))))


def without_blanks(answer: SQLColumnExpression[Any]) -> ColumnElement[str]:
    """An answer without what is blank at either end: "" of one that says nothing, NULL of none."""
    return func.trim(answer, _BLANK)
