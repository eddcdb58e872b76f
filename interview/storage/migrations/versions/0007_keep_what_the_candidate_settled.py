"""Keep what the candidate settled beside what the interviewer said, and ranges of scores

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None
beside = "none"

_EVERYTHING = (
    "(outcome = 'ungraded') = (accuracy IS NULL) AND (outcome = 'ungraded') = (completeness IS NULL)"
    " AND (outcome = 'ungraded') = (clarity IS NULL)"
)
_CLARITY_MAY_LACK = (
    "(outcome = 'ungraded') = (accuracy IS NULL) AND (outcome = 'ungraded') = (completeness IS NULL)"
    " AND (outcome <> 'ungraded' OR clarity IS NULL)"
)


def upgrade() -> None:
    with op.batch_alter_table("grade") as grade:
        grade.add_column(sa.Column("settled_from", sa.Integer(), nullable=True))
        grade.add_column(sa.Column("low", sa.Float(), nullable=True))
        grade.add_column(sa.Column("high", sa.Float(), nullable=True))
        grade.drop_constraint(op.f("ck_grade_scores_unless_ungraded"), type_="check")
        grade.create_check_constraint(op.f("ck_grade_scores_unless_ungraded"), _CLARITY_MAY_LACK)
        grade.create_check_constraint(
            op.f("ck_grade_range"), "(low IS NULL) = (high IS NULL) AND (low IS NULL OR low <= high)"
        )
        grade.create_check_constraint(op.f("ck_grade_range_of_100"), "low BETWEEN 0 AND 100 AND high BETWEEN 0 AND 100")


def downgrade() -> None:
    with op.batch_alter_table("grade") as grade:
        for name in ("scores_unless_ungraded", "range", "range_of_100"):
            grade.drop_constraint(op.f(f"ck_grade_{name}"), type_="check")
        grade.create_check_constraint(op.f("ck_grade_scores_unless_ungraded"), _EVERYTHING)
        for column in ("high", "low", "settled_from"):
            grade.drop_column(column)
