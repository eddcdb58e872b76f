"""Settings → what talks to models: interviewer, prices and budgets, speech, and the check of a model."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from pydantic import SecretStr

from interview import beside
from interview.beside import GaveUp
from interview.core.cost import ASKING, FOLLOWING_UP, GRADING, MICRO_A_CENT, Tokens
from interview.core.interviewer import Brief, Interviewer
from interview.core.model_calls import ModelCall
from interview.core.model_providers import provider_of
from interview.core.model_servers import Learned
from interview.core.spending import Budgets, Limit, Meter
from interview.core.told import Told
from interview.errors import Code, InterviewError, Invalid
from interview.messages import Message
from interview.resume.read import QUICK_CHARS
from interview.settings import Settings
from interview.storage import model_servers
from interview.storage.store import AlreadyThere, Store
from interview.use_cases.spending import Spending

if TYPE_CHECKING:
    from interview.model.check_results import CheckResult, OnProgress
    from interview.model.client import ServerOptions
    from interview.model.prices import Prices
    from interview.model.speech import Speaker
    from interview.model.transcription import Transcriber
    from interview.question_bank.bank import BankOf

log = logging.getLogger("interview.models_in_use")

# What it may take, beside a call, to note in the database that it has ended.
_WRITES = timedelta(minutes=1)


def what_is_told(brief: Brief) -> Told:
    """What the model would be told of a person. Of a resume longer than any usual one that is found out beside;
    Invalid(RESUME_TOO_COMPLEX) where it takes longer than anybody waits."""
    from interview.model.what_is_told import told

    if len(brief.resume_text) <= QUICK_CHARS:
        return told(brief)
    try:
        return beside.run(told, brief)
    except GaveUp as exc:
        raise Invalid(Code.RESUME_TOO_COMPLEX, Message.of("error.resume_too_complex")) from exc


def interviewer_of(
    settings: Settings,
    store: Store,
    meter: Meter,
    bank_of: BankOf,
    hear: Callable[[ModelCall], None],
    now: Callable[[], datetime],
) -> Interviewer:
    """Who asks and grades: the configured model with its reserve, else the practice interviewer. `hear` is told of each
    call to a model."""
    from interview.practice.interviewer import PracticeInterviewer

    practice = PracticeInterviewer(bank_of=bank_of)
    if not settings.has_model:
        return practice
    from interview.model.interviewer import ModelInterviewer
    from interview.model.providers import Providers

    options = _server_options(settings, store, now)

    def model(
        base_url: str, api_key: SecretStr, name: str, options: ServerOptions, follow_up: str = "", grade: str = ""
    ) -> ModelInterviewer:
        return ModelInterviewer(
            base_url=base_url or None,
            api_key=api_key.get_secret_value() or "none",
            model=name,
            timeout_s=settings.openai_timeout_s,
            follow_up_timeout_s=settings.follow_up_timeout_s,
            reserve=practice,
            bank=bank_of("en"),
            follow_up_model=follow_up,
            grade_model=grade,
            meter=meter,
            options=options,
            on_call=hear,
        )

    first = model(
        settings.openai_base_url,
        settings.openai_api_key,
        settings.model,
        options,
        settings.openai_follow_up_model,
        settings.openai_grade_model,
    )
    if not (settings.has_reserve or _budgets(settings).are_set):
        return first
    reserve = None
    if settings.has_reserve:
        # What is said to the first server, headers with keys among it, is nothing for the second.
        reserve = model(
            settings.openai_reserve_base_url,
            settings.openai_reserve_api_key,
            settings.openai_reserve_model,
            replace(options, headers={}, body={}, effort=""),
        )
    return Providers(first, reserve, practice)


def spending_of(settings: Settings, store: Store, now: Callable[[], datetime]) -> Spending:
    """Counts what models cost; says once where a budget in money cannot hold, as nobody knows the price."""
    from interview.model.addresses import DEFAULT_BASE_URL, TOTAL_WAITS

    budgets, prices = _budgets(settings), _prices(settings)
    here, reserve, audio = (
        url or DEFAULT_BASE_URL
        for url in (settings.openai_base_url, settings.openai_reserve_base_url, settings.audio_base_url)
    )
    models = {
        ASKING: (here, settings.model),
        FOLLOWING_UP: (here, settings.openai_follow_up_model or settings.model),
        GRADING: (here, settings.openai_grade_model or settings.model),
    }
    if not settings.has_model:
        models = {}
    if budgets.session.micro_dollars is not None or budgets.person_day.micro_dollars is not None:
        used = {*models.values(), *([(reserve, settings.openai_reserve_model)] if settings.has_reserve else ())}
        if settings.has_audio:
            used |= {
                (audio, name) for name in (settings.openai_transcription_model, settings.openai_speech_model) if name
            }
        for _, name in sorted(each for each in used if prices.of(*each) is None):
            log.warning("no price is known for the model %s: a budget in cents does not hold for it", name)
    # The last wait for a byte may begin when the whole time is nearly over.
    longest = timedelta(seconds=(TOTAL_WAITS + 1) * settings.openai_timeout_s)
    return Spending(
        store=store,
        budgets=budgets,
        price_of=prices.of,
        models=models,
        longest_call=longest + _WRITES,
        now=now,
        ahead=settings.calls_ahead,
    )


def _prices(settings: Settings) -> Prices:
    """The table, with the operator's own file and price before it."""
    from interview.model.addresses import DEFAULT_BASE_URL
    from interview.model.prices import Prices, read_prices, set_price

    own = set_price(settings.openai_price_per_million)
    named = (settings.openai_base_url or DEFAULT_BASE_URL, settings.model)
    return Prices(
        read_prices(settings.prices_file), {named: own} if own else {}, free_ports=settings.ports_of_local_models
    )


def _budgets(settings: Settings) -> Budgets:
    def limit(tokens: int | None, cents: int | None) -> Limit:
        return Limit(tokens, None if cents is None else cents * MICRO_A_CENT)

    return Budgets(
        session=limit(settings.model_budget_session_tokens, settings.model_budget_session_cents),
        person_day=limit(settings.model_budget_person_day_tokens, settings.model_budget_person_day_cents),
    )


def _server_options(settings: Settings, store: Store, now: Callable[[], datetime]) -> ServerOptions:
    from interview.model.client import ServerOptions
    from interview.model.known_servers import KnownServers

    return ServerOptions(
        headers=settings.extra_headers,
        body=settings.extra_body,
        effort=settings.openai_reasoning_effort,
        known=KnownServers(partial(_read_learned, store), partial(_write_learned, store), now),
    )


def _read_learned(store: Store, server: str, model: str) -> list[Learned] | None:
    """What is known of a server must never cost a call; None when the database is away."""
    try:
        with store.reading() as db:
            return model_servers.list_learned(db, server, model)
    except InterviewError as exc:
        log.warning("what is known of the model's server could not be read (%s)", exc.code)
        return None


def _write_learned(store: Store, server: str, model: str, learned: Learned) -> None:
    try:
        with store.transaction() as db:
            model_servers.put_learned(db, server, model, learned)
    except AlreadyThere:
        pass  # Another process found the same at this moment.
    except InterviewError as exc:
        log.warning("what was learned of the model's server could not be kept (%s)", exc.code)


def check_model(settings: Settings, on_progress: OnProgress) -> CheckResult:
    """Check the model that the settings name, with requests of our own texts; see model/model_check.py."""
    from interview.model.addresses import DEFAULT_BASE_URL
    from interview.model.check_results import Offered, Step
    from interview.model.client import ServerOptions
    from interview.model.interviewer import ModelInterviewer
    from interview.model.model_check import STEP_S, ModelCheck
    from interview.model.probing import Probe

    server = (settings.openai_base_url or None, settings.openai_api_key.get_secret_value() or "none", settings.model)
    within_s = min(settings.openai_timeout_s, STEP_S[Step.GRADING] / 2)
    options = ServerOptions(settings.extra_headers, settings.extra_body, settings.openai_reasoning_effort)
    probe = Probe(*server, timeout_s=settings.openai_timeout_s, headers=settings.extra_headers)
    interviewer = ModelInterviewer(
        *server, timeout_s=within_s, max_attempts=2, options=options, grade_model=settings.openai_grade_model
    )
    prices = _prices(settings)

    def cents(model: str, read: int, written: int) -> float | None:
        # Of several models one price says nothing.
        price = None if settings.models_apart else prices.of(settings.openai_base_url or DEFAULT_BASE_URL, model)
        return None if price is None else price.of(Tokens(read, written)) / MICRO_A_CENT

    offered = Offered(
        provider_of(settings.openai_base_url, settings.ports_of_local_models),
        settings.evaluation_batch_size,
        settings.evaluation_parallel,
        settings.follow_up_timeout_s,
        # It may be named though it is the same.
        "" if settings.openai_follow_up_model == settings.model else settings.openai_follow_up_model,
    )
    try:
        return ModelCheck(probe, interviewer.grade, offered, on_progress=on_progress, price=cents).run()
    finally:
        probe.close()
        interviewer.close()


def transcriber_of(settings: Settings, meter: Meter) -> Transcriber | None:
    """Who writes recordings down; None where no model is named for it."""
    if not (settings.has_audio and settings.openai_transcription_model):
        return None
    from interview.model.transcription import Transcriber

    return Transcriber(
        settings.audio_base_url or None,
        settings.audio_api_key,
        settings.openai_transcription_model,
        timeout_s=settings.openai_timeout_s,
        headers=settings.audio_headers,
        meter=meter,
    )


def speaker_of(settings: Settings, meter: Meter) -> Speaker | None:
    """Who reads questions aloud; None where no model is named for it."""
    if not (settings.has_audio and settings.openai_speech_model):
        return None
    from interview.model.speech import Speaker

    return Speaker(
        settings.audio_base_url or None,
        settings.audio_api_key,
        settings.openai_speech_model,
        settings.openai_speech_voice,
        timeout_s=settings.openai_timeout_s,
        headers=settings.audio_headers,
        meter=meter,
    )
