"""Settings → Services: the only place that builds things and ties them together."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from interview.core.identity import PRACTICE
from interview.core.interviewer import Interviewer
from interview.core.model_calls import ModelCall
from interview.core.report import Report
from interview.errors import InterviewError
from interview.i18n.translate import ENGLISH
from interview.settings import Settings
from interview.storage import model_calls
from interview.storage.cache import Cache
from interview.storage.limits import Limits
from interview.storage.queue import EvaluationQueue
from interview.storage.store import Store
from interview.trends.analytics import Analytics
from interview.use_cases.candidate import Candidate
from interview.use_cases.deletion import Deletion
from interview.use_cases.follow_ups import FollowUps
from interview.use_cases.grading.early import EarlyGrader
from interview.use_cases.grading.enqueue import Enqueuer
from interview.use_cases.grading.run import Bounds
from interview.use_cases.grading.service import Evaluator
from interview.use_cases.history import History
from interview.use_cases.interview_setup import InterviewSetup
from interview.use_cases.one_question import OneQuestion
from interview.use_cases.operation import Operation
from interview.use_cases.own_questions import OwnQuestions
from interview.use_cases.practice_again import PracticeAgain
from interview.use_cases.preparing.run import Pace, Preparer
from interview.use_cases.progress import Progress
from interview.use_cases.resumes import ResumeService
from interview.use_cases.session_changes import SessionChanges
from interview.use_cases.sharing import Sharing
from interview.use_cases.stories import StoryService
from interview.use_cases.swaps import Swaps
from interview.use_cases.targets import TargetService
from interview.use_cases.todays_practice import TodaysPractice
from interview.use_cases.write_tokens import WriteTokens

if TYPE_CHECKING:
    from interview.model.speech import Speaker
    from interview.model.transcription import Transcriber
    from interview.question_bank.bank import BankOf
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
    write_tokens: WriteTokens
    resumes: ResumeService
    targets: TargetService
    stories: StoryService
    own_questions: OwnQuestions
    candidate: Candidate
    one_question: OneQuestion
    sample_report: Callable[[], Report]
    swaps: Swaps
    history: History
    deletion: Deletion
    practice_again: PracticeAgain
    sharing: Sharing
    evaluator: Evaluator
    early_grader: EarlyGrader
    preparer: Preparer
    analytics: Analytics
    progress: Progress
    todays_practice: TodaysPractice
    operation: Operation
    packs: Packs


def build(settings: Settings, interviewer: Interviewer | None = None) -> Services:
    """Build the services, with the interviewer that the settings call for unless one is given; connects to nothing."""
    from interview.practice.interviewer import PracticeInterviewer
    from interview.practice.sample import sample_report
    from interview.practice.summary import sum_up
    from interview.question_bank.catalogue import TopicCatalogue
    from interview.question_bank.own_questions import BankQuestionReader
    from interview.question_bank.story_reader import BankStoryReader
    from interview.resume.profile.reader import understand

    redis_url = settings.redis_url or "redis://127.0.0.1:6379/0"
    redis = _redis(redis_url)
    store = Store(settings.database)
    cache = Cache(redis, settings.namespace, int(settings.cache_ttl_hours * 3600))
    queue = EvaluationQueue(redis, settings.namespace)
    enqueuer = Enqueuer(store=store, queue=queue, now=_now)
    changes = SessionChanges(store=store, cache=cache, enqueuer=enqueuer, now=_now)
    packs = _packs(settings)
    bank_of = lru_cache(maxsize=None)(packs.bank_in)
    interviewer = interviewer or _interviewer(settings, store, bank_of)
    limits = Limits(redis_url, settings.namespace, settings.rate_limit_create, settings.rate_limit_answer)
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
    )
    practice_again = PracticeAgain(store=store, cache=cache, limits=limits, interviewer=interviewer, now=_now)
    analytics = Analytics(store)
    catalogue = TopicCatalogue(bank_of)
    targets = TargetService(store=store, catalogue=catalogue, now=_now)
    progress = Progress(store=store, catalogue=catalogue, targets=targets, practice_again=practice_again, now=_now)
    forget = (evaluator.forget, practice_again.forget, analytics.forget, progress.forget)
    deletion = Deletion(store=store, cache=cache, queue=queue, forget=forget, now=_now)
    resumes = ResumeService(store=store, deletion=deletion, understand=understand, now=_now)
    interview_setup = InterviewSetup(
        store=store, interviewer=interviewer, catalogue=catalogue, language=settings.interview_language
    )
    candidate = Candidate(
        store=store,
        cache=cache,
        deletion=deletion,
        limits=limits,
        interviewer=interviewer,
        resumes=resumes,
        targets=targets,
        interview_setup=interview_setup,
        follow_ups=FollowUps(interviewer, settings.follow_up_timeout_s),
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
        transcriber=_transcriber(settings, store),
        speaker=_speaker(settings, store),
        write_tokens=WriteTokens(store),
        resumes=resumes,
        targets=targets,
        stories=StoryService(store=store, catalogue=catalogue, reader=BankStoryReader(), now=_now),
        own_questions=OwnQuestions(
            store=store,
            cache=cache,
            limits=limits,
            interviewer=interviewer,
            reader=BankQuestionReader(bank_of),
            now=_now,
        ),
        candidate=candidate,
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
        practice_again=practice_again,
        sharing=Sharing(
            store=store,
            cache=cache,
            limits=limits,
            evaluator=evaluator,
            has_sign_in=bool(settings.user_header),
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
            resumes=resumes,
            practice_again=practice_again,
            progress=progress,
            now=_now,
        ),
        operation=Operation(store=store, now=_now),
        packs=packs,
    )


@lru_cache(maxsize=1)
def services() -> Services:
    """This process's services, from the environment."""
    return build(Settings())


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


def _interviewer(settings: Settings, store: Store, bank_of: BankOf) -> Interviewer:
    from interview.practice.interviewer import PracticeInterviewer

    if not settings.has_model:
        return PracticeInterviewer(bank_of=bank_of)
    from interview.model.interviewer import ModelInterviewer

    return ModelInterviewer(
        base_url=settings.openai_base_url or None,
        api_key=settings.openai_api_key.get_secret_value() or "none",
        model=settings.model,
        timeout_s=settings.openai_timeout_s,
        follow_up_timeout_s=settings.follow_up_timeout_s,
        reserve=PracticeInterviewer(bank_of=bank_of),
        bank=bank_of("en"),
        on_call=partial(_note_call, store),
    )


def _note_call(store: Store, call: ModelCall) -> None:
    """Statistics must never cost an answer or a grade."""
    try:
        with store.transaction() as db:
            model_calls.insert_call(db, call, _now())
    except InterviewError as exc:
        log.warning("a model call was not counted (%s)", exc.code)


def _transcriber(settings: Settings, store: Store) -> Transcriber | None:
    if not (settings.has_audio and settings.openai_transcription_model):
        return None
    from interview.model.transcription import Transcriber

    return Transcriber(
        settings.audio_base_url or None,
        settings.audio_api_key,
        settings.openai_transcription_model,
        timeout_s=settings.openai_timeout_s,
        on_call=partial(_note_call, store),
    )


def _speaker(settings: Settings, store: Store) -> Speaker | None:
    if not (settings.has_audio and settings.openai_speech_model):
        return None
    from interview.model.speech import Speaker

    return Speaker(
        settings.audio_base_url or None,
        settings.audio_api_key,
        settings.openai_speech_model,
        settings.openai_speech_voice,
        timeout_s=settings.openai_timeout_s,
        on_call=partial(_note_call, store),
    )


def _redis(url: str) -> Redis:
    # No retries inside the client: a dead Redis must cost a request half a second at most, and the database is next.
    return Redis.from_url(url, socket_connect_timeout=0.5, socket_timeout=1, retry=Retry(NoBackoff(), 0))


def _now() -> datetime:
    return datetime.now(UTC)
