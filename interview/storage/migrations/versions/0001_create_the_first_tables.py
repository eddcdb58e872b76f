"""Create the first tables"""

import sqlalchemy as sa
from alembic import op


revision = '0001'
down_revision = None
branch_labels = None
depends_on = None
beside = "every"


def upgrade() -> None:
    op.create_table('resume',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('owner', sa.String(length=64), nullable=False),
    sa.Column('file_name', sa.String(length=200), nullable=False),
    sa.Column('file_hash', sa.String(length=64), nullable=False),
    sa.Column('text_hash', sa.String(length=64), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('profile', sa.JSON(), nullable=False),
    sa.Column('notes', sa.JSON(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_resume')),
    sa.UniqueConstraint('owner', 'text_hash', name=op.f('uq_resume_owner_text_hash'))
    )
    with op.batch_alter_table('resume', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_resume_owner'), ['owner'], unique=False)

    op.create_table('session',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('owner', sa.String(length=64), nullable=False),
    sa.Column('resume_id', sa.String(), nullable=True),
    sa.Column('resume_key', sa.String(length=64), nullable=False),
    sa.Column('resume_name', sa.String(length=200), nullable=False),
    sa.Column('resume_text', sa.Text(), nullable=False),
    sa.Column('open_slot', sa.String(length=64), nullable=True),
    sa.Column('status', sa.String(length=16), nullable=False),
    sa.Column('follow_up_count', sa.Integer(), nullable=False),
    sa.Column('interviewer', sa.String(length=128), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('job_text', sa.Text(), nullable=False),
    sa.Column('requirements', sa.JSON(), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('title', sa.String(length=120), nullable=False),
    sa.Column('tags', sa.Text(), nullable=False),
    sa.Column('predicted_score', sa.Integer(), nullable=True),
    sa.Column('totals_shown_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('completed_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("kind IN ('interview', 'retake', 'review')", name=op.f('ck_session_kind')),
    sa.CheckConstraint("status IN ('CREATED', 'IN_PROGRESS', 'COMPLETED', 'EVALUATED')", name=op.f('ck_session_status')),
    sa.CheckConstraint('predicted_score BETWEEN 0 AND 100', name=op.f('ck_session_predicted_score')),
    sa.ForeignKeyConstraint(['resume_id'], ['resume.id'], name=op.f('fk_session_resume_id_resume'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_session')),
    sa.UniqueConstraint('owner', 'open_slot', name=op.f('uq_session_owner_open_slot'))
    )
    with op.batch_alter_table('session', schema=None) as batch_op:
        batch_op.create_index('ix_session_owner_created_at', ['owner', 'created_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_session_resume_id'), ['resume_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_session_resume_key'), ['resume_key'], unique=False)

    op.create_table('evaluation',
    sa.Column('session_id', sa.String(length=32), nullable=False),
    sa.Column('owner', sa.String(length=64), nullable=False),
    sa.Column('status', sa.String(length=16), nullable=False),
    sa.Column('attempt', sa.Integer(), nullable=False),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('claimed_by', sa.String(length=64), nullable=True),
    sa.Column('lease_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('rung_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('not_before', sa.DateTime(timezone=True), nullable=True),
    sa.Column('error_code', sa.String(length=64), nullable=True),
    sa.Column('error', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('summary', sa.JSON(), nullable=True),
    sa.CheckConstraint("status IN ('PENDING', 'PROCESSING', 'COMPLETED', 'FAILED')", name=op.f('ck_evaluation_status')),
    sa.ForeignKeyConstraint(['session_id'], ['session.id'], name=op.f('fk_evaluation_session_id_session'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('session_id', name=op.f('pk_evaluation'))
    )
    with op.batch_alter_table('evaluation', schema=None) as batch_op:
        batch_op.create_index('ix_evaluation_status', ['status'], unique=False)

    op.create_table('turn',
    sa.Column('session_id', sa.String(length=32), nullable=False),
    sa.Column('main', sa.Integer(), nullable=False),
    sa.Column('follow_up', sa.Integer(), nullable=False),
    sa.Column('owner', sa.String(length=64), nullable=False),
    sa.Column('question', sa.Text(), nullable=False),
    sa.Column('details', sa.JSON(), nullable=False),
    sa.Column('category', sa.String(length=80), nullable=False),
    sa.Column('asked_by', sa.String(length=128), nullable=False),
    sa.Column('follow_up_deadline', sa.DateTime(timezone=True), nullable=True),
    sa.Column('draft', sa.Text(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('writer', sa.String(length=64), nullable=False),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answer', sa.Text(), nullable=True),
    sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('flagged', sa.Boolean(), nullable=False),
    sa.Column('hint_shown', sa.Boolean(), nullable=False),
    sa.CheckConstraint('(answer IS NULL) = (submitted_at IS NULL)', name=op.f('ck_turn_submitted')),
    sa.CheckConstraint('main >= 0 AND follow_up >= 0', name=op.f('ck_turn_position')),
    sa.ForeignKeyConstraint(['session_id'], ['session.id'], name=op.f('fk_turn_session_id_session'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('session_id', 'main', 'follow_up', name=op.f('pk_turn'))
    )
    op.create_table('grade_request',
    sa.Column('session_id', sa.String(length=32), nullable=False),
    sa.Column('main', sa.Integer(), nullable=False),
    sa.Column('follow_up', sa.Integer(), nullable=False),
    sa.Column('opinions', sa.Integer(), nullable=False),
    sa.CheckConstraint('opinions BETWEEN 1 AND 9', name=op.f('ck_grade_request_opinions')),
    sa.ForeignKeyConstraint(['session_id', 'main', 'follow_up'], ['turn.session_id', 'turn.main', 'turn.follow_up'], name=op.f('fk_grade_request_session_id_main_follow_up_turn'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('session_id', 'main', 'follow_up', name=op.f('pk_grade_request'))
    )
    op.create_table('early_grading',
    sa.Column('session_id', sa.String(length=32), nullable=False),
    sa.Column('claimed_by', sa.String(length=64), nullable=True),
    sa.Column('lease_until', sa.DateTime(timezone=True), nullable=False),
    sa.Column('positions', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['session_id'], ['session.id'], name=op.f('fk_early_grading_session_id_session'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('session_id', name=op.f('pk_early_grading'))
    )
    op.create_table('model_call',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('operation', sa.String(length=32), nullable=False),
    sa.Column('model', sa.String(length=128), nullable=False),
    sa.Column('milliseconds', sa.Integer(), nullable=False),
    sa.Column('tokens_in', sa.Integer(), nullable=False),
    sa.Column('tokens_out', sa.Integer(), nullable=False),
    sa.Column('outcome', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_model_call'))
    )
    with op.batch_alter_table('model_call', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_model_call_at'), ['at'], unique=False)

    op.create_table('grade',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('session_id', sa.String(length=32), nullable=False),
    sa.Column('main', sa.Integer(), nullable=False),
    sa.Column('follow_up', sa.Integer(), nullable=False),
    sa.Column('owner', sa.String(length=64), nullable=False),
    sa.Column('outcome', sa.String(length=16), nullable=False),
    sa.Column('accuracy', sa.Float(), nullable=True),
    sa.Column('completeness', sa.Float(), nullable=True),
    sa.Column('clarity', sa.Float(), nullable=True),
    sa.Column('feedback', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('details', sa.JSON(), nullable=False),
    sa.Column('graded_by', sa.String(length=128), nullable=False),
    sa.Column('rubric_version', sa.String(length=32), nullable=False),
    sa.Column('prompt_version', sa.String(length=64), nullable=False),
    sa.Column('tokens', sa.Integer(), nullable=False),
    sa.Column('milliseconds', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("(outcome = 'ungraded') = (accuracy IS NULL) AND (outcome = 'ungraded') = (completeness IS NULL) AND (outcome = 'ungraded') = (clarity IS NULL)", name=op.f('ck_grade_scores_unless_ungraded')),
    sa.CheckConstraint("outcome IN ('graded', 'unanswered', 'ungraded')", name=op.f('ck_grade_outcome')),
    sa.CheckConstraint('accuracy BETWEEN 0 AND 40', name=op.f('ck_grade_accuracy')),
    sa.CheckConstraint('clarity BETWEEN 0 AND 30', name=op.f('ck_grade_clarity')),
    sa.CheckConstraint('completeness BETWEEN 0 AND 30', name=op.f('ck_grade_completeness')),
    sa.ForeignKeyConstraint(['session_id', 'main', 'follow_up'], ['turn.session_id', 'turn.main', 'turn.follow_up'], name=op.f('fk_grade_session_id_main_follow_up_turn'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_grade'))
    )
    with op.batch_alter_table('grade', schema=None) as batch_op:
        batch_op.create_index('uq_grade_current', ['session_id', 'main', 'follow_up'], unique=True, sqlite_where=sa.text('superseded_at IS NULL'), postgresql_where=sa.text('superseded_at IS NULL'))



def downgrade() -> None:
    with op.batch_alter_table('grade', schema=None) as batch_op:
        batch_op.drop_index('uq_grade_current', sqlite_where=sa.text('superseded_at IS NULL'), postgresql_where=sa.text('superseded_at IS NULL'))

    op.drop_table('grade')
    with op.batch_alter_table('model_call', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_model_call_at'))

    op.drop_table('model_call')
    op.drop_table('early_grading')
    op.drop_table('grade_request')
    op.drop_table('turn')
    with op.batch_alter_table('evaluation', schema=None) as batch_op:
        batch_op.drop_index('ix_evaluation_status')

    op.drop_table('evaluation')
    with op.batch_alter_table('session', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_session_resume_key'))
        batch_op.drop_index(batch_op.f('ix_session_resume_id'))
        batch_op.drop_index('ix_session_owner_created_at')

    op.drop_table('session')
    with op.batch_alter_table('resume', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_resume_owner'))

    op.drop_table('resume')
