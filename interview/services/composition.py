"""Settings → Services: the only place that builds things and ties them together (the composition root)."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from interview import beside
from interview.core.forgetting import forget_texts
from interview.core.identity import PRACTICE
from interview.core.interviewer import Interviewer
from interview.core.model_calls import ModelCall
from interview.core.report import Report
from interview.i18n.translate import ENGLISH
from interview.models_in_use import interviewer_of, speaker_of, spending_of, transcriber_of, what_is_told
from interview.settings import Settings
from interview.storage.cache import Cache
from interview.storage.limits import Limits, Rates
from interview.storage.queue import EvaluationQueue
from interview.storage.redis_connection import LOCAL, quick_client
from interview.storage.store import Store
from interview.trends.analytics import Analytics
from interview.use_cases.accounts import Accounts
from interview.use_cases.candidate import Candidate
from interview.use_cases.deletion import Deletion
from interview.use_cases.early_feedback import EarlyFeedback
from interview.use_cases.follow_ups import READING_S, FollowUps
from interview.use_cases.follow_ups_ahead import FollowUpsAhead
from interview.use_cases.grading.early import EarlyGrader
from interview.use_cases.grading.enqueue import Enqueuer
from interview.use_cases.grading.run import Bounds
from interview.use_cases.grading.service import Evaluator
from interview.use_cases.history import History
from interview.use_cases.interview_setup import InterviewSetup
from interview.use_cases.model_choices import ModelChoices
from interview.use_cases.one_question import OneQuestion
from interview.use_cases.operation import Operation
from interview.use_cases.own_data import OwnData
from interview.use_cases.own_questions import OwnQuestions
from interview.use_cases.pasted_resumes import PastedResumes
from interview.use_cases.practice_again import PracticeAgain
from interview.use_cases.preparing.run import Pace, Preparer
from interview.use_cases.progress import Progress
from interview.use_cases.resumes import ResumeService
from interview.use_cases.session_changes import SessionChanges
from interview.use_cases.session_creation import SessionCreation
from interview.use_cases.sharing import Sharing
from interview.use_cases.spending import Spending
from interview.use_cases.stories import StoryService
from interview.use_cases.swaps import Swaps
from interview.use_cases.targets import TargetService
from interview.use_cases.todays_practice import TodaysPractice
from interview.use_cases.what_is_told import WhatIsTold
from interview.use_cases.write_tokens import WriteTokens

if TYPE_CHECKING:
    from interview.model.local_servers import Lookout
    from interview.model.speech import Speaker
    from interview.model.transcription import Transcriber
    from interview.question_bank.packs.pack import Packs

log = logging.getLogger("interview.services")


@dataclass(frozen=True)
class Services:
    """Everything a door needs. One per process."""

    settings: Settings
    store: Store
    cache: Cache
    queue: EvaluationQueue
    limits: Limits
    interviewer: Interviewer
    transcriber: Transcriber | None
    speaker: Speaker | None
    accounts: Accounts
    write_tokens: WriteTokens
    resumes: ResumeService
    pasted_resumes: PastedResumes
    targets: TargetService
    stories: StoryService
    own_questions: OwnQuestions
    creation: SessionCreation
    candidate: Candidate
    what_is_told: WhatIsTold
    early_feedback: EarlyFeedback
    one_question: OneQuestion
    sample_report: Callable[[], Report]
    swaps: Swaps
    history: History
    deletion: Deletion
    own_data: OwnData
    practice_again: PracticeAgain
    sharing: Sharing
    evaluator: Evaluator
    early_grader: EarlyGrader
    preparer: Preparer
    analytics: Analytics
    progress: Progress
    todays_practice: TodaysPractice
    operation: Operation
    spending: Spending
    model_choices: ModelChoices
    local_models: Lookout
    packs: Packs


def build(
    settings: Settings,
    interviewer: Interviewer | None = None,
    hear: Callable[[ModelCall], None] = lambda _call: None,
    before: Services | None = None,
) -> Services:
    """Build the services, with the interviewer that the settings call for unless one is given; connects to nothing.

    `hear` is told of every call to the model. Those that come after others (`before`) share their database and packs.
    """
    from interview.core.summing_up import sum_up
    from interview.model.local_servers import Lookout
    from interview.practice.borne_out import as_borne_out
    from interview.practice.interviewer import PracticeInterviewer
    from interview.practice.sample import sample_report
    from interview.question_bank.catalogue import TopicCatalogue
    from interview.question_bank.own_questions import BankQuestionReader
    from interview.question_bank.story_reader import BankStoryReader
    from interview.resume.own_details import own_marks, own_name
    from interview.resume.profile.reader import understand
    from interview.scorer.published import published

    redis_url = settings.redis_url or LOCAL
    store = Store(settings.database) if before is None else before.store
    cache = Cache(
        quick_client(settings.redis_cache_url or redis_url), settings.namespace, int(settings.cache_ttl_hours * 3600)
    )
    queue = EvaluationQueue(quick_client(redis_url), settings.namespace)
    enqueuer = Enqueuer(store=store, queue=queue, now=_now)
    changes = SessionChanges(store=store, cache=cache, enqueuer=enqueuer, now=_now)
    packs = _packs(settings) if before is None else before.packs
    bank_of = lru_cache(maxsize=None)(packs.bank_in)
    spending = spending_of(settings, store, _now)
    interviewer = interviewer or interviewer_of(settings, store, spending, bank_of, hear, _now)
    rates = Rates(
        create=settings.rate_limit_create,
        answer=settings.rate_limit_answer,
        answer_person=settings.rate_limit_answer_person,
        costly=settings.rate_limit_costly,
    )
    limits = Limits(redis_url, settings.namespace, rates)
    bounds = Bounds(
        batch_size=settings.evaluation_batch_size,
        parallel=settings.evaluation_parallel,
        calls_per_batch=settings.evaluation_batch_calls,
        opinions=settings.evaluation_opinions,
        attempts=settings.evaluation_attempts,
        lease=timedelta(seconds=settings.lease_s),
    )
    evaluator = Evaluator(
        store=store,
        cache=cache,
        enqueuer=enqueuer,
        interviewer=interviewer,
        sum_up=partial(sum_up, written_by=PRACTICE),
        bounds=bounds,
        now=_now,
        published=published(),
    )
    practice_again = PracticeAgain(store=store, cache=cache, limits=limits, interviewer=interviewer, now=_now)
    analytics = Analytics(store)
    catalogue = TopicCatalogue(bank_of)
    interview_setup = InterviewSetup(
        store=store, interviewer=interviewer, catalogue=catalogue, language=settings.interview_language
    )
    askable = interview_setup.what_can_be_asked
    progress = Progress(
        store=store, catalogue=catalogue, practice_again=practice_again, what_can_be_asked=askable, now=_now
    )
    pasted_resumes = PastedResumes(store, own_name)
    ahead = FollowUpsAhead(interviewer, settings.calls_ahead)
    forget = (
        cache.forget,
        ahead.forget_deleted,
        evaluator.forget,
        practice_again.forget,
        analytics.forget,
        progress.forget,
        pasted_resumes.forget,
        _forget_texts,
    )
    deletion = Deletion(
        store=store, cache=cache, queue=queue, url=settings.database, forget=forget, marks_of=own_marks, now=_now
    )
    targets = TargetService(store=store, deletion=deletion, catalogue=catalogue, what_can_be_asked=askable, now=_now)
    resumes = ResumeService(
        store=store,
        deletion=deletion,
        understand=partial(as_borne_out, partial(beside.run, understand)),
        turns=limits.turns,
        now=_now,
    )
    creation = SessionCreation(
        store=store,
        cache=cache,
        limits=limits,
        interviewer=interviewer,
        resumes=resumes,
        targets=targets,
        interview_setup=interview_setup,
        now=_now,
    )
    candidate = Candidate(
        store=store,
        cache=cache,
        deletion=deletion,
        limits=limits,
        follow_ups=FollowUps(
            interviewer, settings.follow_up_timeout_s if interviewer.identity.is_model else READING_S, ahead
        ),
        changes=changes,
        now=_now,
    )
    return Services(
        settings=settings,
        store=store,
        cache=cache,
        queue=queue,
        limits=limits,
        interviewer=interviewer,
        transcriber=transcriber_of(settings, spending),
        speaker=speaker_of(settings, spending),
        accounts=Accounts(
            store=store,
            header=settings.user_header,
            issuer=settings.oidc_issuer,
            operators=settings.operator_names,
            now=_now,
        ),
        write_tokens=WriteTokens(store),
        resumes=resumes,
        pasted_resumes=pasted_resumes,
        targets=targets,
        stories=StoryService(store=store, deletion=deletion, catalogue=catalogue, reader=BankStoryReader(), now=_now),
        own_questions=OwnQuestions(
            store=store,
            cache=cache,
            limits=limits,
            interviewer=interviewer,
            reader=BankQuestionReader(bank_of),
            now=_now,
        ),
        creation=creation,
        candidate=candidate,
        what_is_told=WhatIsTold(
            resumes=resumes,
            interview_setup=interview_setup,
            told=what_is_told if interviewer.identity.is_model else None,
        ),
        early_feedback=EarlyFeedback(store, changes),
        one_question=OneQuestion(
            store=store,
            cache=cache,
            limits=limits,
            interviewer=interviewer,
            setup=InterviewSetup(store=store, interviewer=PracticeInterviewer(bank_of=bank_of), catalogue=catalogue),
            now=_now,
        ),
        sample_report=sample_report,
        swaps=Swaps(
            store=store,
            limits=limits,
            resumes=resumes,
            interview_setup=interview_setup,
            changes=changes,
            now=_now,
        ),
        history=History(store=store, changes=changes, deletion=deletion),
        deletion=deletion,
        own_data=OwnData(store=store, deletion=deletion, days=settings.retention_days, now=_now),
        practice_again=practice_again,
        sharing=Sharing(
            store=store,
            cache=cache,
            deletion=deletion,
            limits=limits,
            evaluator=evaluator,
            has_sign_in=settings.has_people,
            now=_now,
        ),
        evaluator=evaluator,
        early_grader=EarlyGrader(store, interviewer, bounds, _now),
        preparer=Preparer(
            store=store,
            changes=changes,
            interviewer=interviewer,
            pace=Pace(settings.evaluation_parallel, bounds.lease),
            now=_now,
        ),
        analytics=analytics,
        progress=progress,
        todays_practice=TodaysPractice(
            store=store,
            cache=cache,
            limits=limits,
            interviewer=interviewer,
            interview_setup=interview_setup,
            catalogue=catalogue,
            what_can_be_asked=askable,
            resumes=resumes,
            practice_again=practice_again,
            progress=progress,
            now=_now,
        ),
        operation=Operation(store=store, now=_now, published=published()),
        spending=spending,
        model_choices=ModelChoices(settings),
        local_models=Lookout(settings.ports_of_local_models) if before is None else before.local_models,
        packs=packs,
    )


def _forget_texts(_owner: str, _session_ids: Sequence[str]) -> None:
    """What readers of texts remember of anybody's, and what nobody refers to any more."""
    forget_texts()
    gc.collect()


def _packs(settings: Settings) -> Packs:
    """The packs of this installation, whose occupations stand beside ours from now on; says once what is wrong with
    those that are left out."""
    from interview.occupations.of_packs import put_beside
    from interview.question_bank.bank import load_bank
    from interview.question_bank.packs.pack import Packs
    from interview.question_bank.packs.reading import read_packs

    packs = Packs()
    if settings.packs_dir is not None:
        packs = read_packs(settings.packs_dir, frozenset(topic.topic for topic in load_bank().topics))
    put_beside(packs.occupations)
    for complaint in packs.complaints:
        log.warning("a pack is left out: %s", ENGLISH.message(complaint.message))
    return packs


def _now() -> datetime:
    return datetime.now(UTC)
