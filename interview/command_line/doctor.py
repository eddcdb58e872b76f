"""`mock-interview doctor`: looks at this computer, the settings, the database and Redis, and says what to do.

It changes nothing and shows no value of a setting.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from redis import Redis, RedisError
from sqlalchemy.exc import SQLAlchemyError

from interview.command_line.pdf_libraries import HOW, LACKING, can_make_pdf
from interview.command_line.places import FOLDER
from interview.command_line.run import find_redis_server, is_healthy, port_is_free
from interview.errors import InterviewError
from interview.settings import Settings
from interview.storage.at_work import reading_engine
from interview.storage.private_files import refuse_loose
from interview.storage.redis_connection import NONE, quick_client
from interview.storage.revisions import current_revision, knows_revision, newest_revision
from interview.web.listening import HOW_TO_CLOSE, why_open

LEAST_FREE_BYTES = 500_000_000
GOOD, NOTE, BAD = "ok  ", "note", "NO  "


@dataclass(frozen=True)
class Said:
    """One line: a sign, what was seen, and what to do where something is to be done. Of what is BAD the app can do
    without some: `works_without`."""

    sign: str
    what: str
    then: str = ""
    works_without: bool = False


def doctor(settings: Settings) -> int:
    """Say everything that was looked at; 1 when something is not as it was set up to be, also where the app works
    without it."""
    bad = []
    for look in _LOOKS:
        for said in look(settings):
            if said.sign == BAD:
                bad.append(said)
            sys.stdout.write(f"{said.sign} {said.what}\n" + (f"     {said.then}\n" if said.then else ""))
    sys.stdout.write(f"\n{_in_all(bad)}\n")
    return 1 if bad else 0


def _in_all(bad: Sequence[Said]) -> str:
    if not bad:
        return "The app can run here."
    if all(said.works_without for said in bad):
        return "The app can run here, but not everything is as the settings say."
    return "Something keeps the app from working."


def _python(_settings: Settings) -> Iterator[Said]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield Said(GOOD, f"Python {version}; settings are read from the environment and {FOLDER / '.env'}")


def _folder(settings: Settings) -> Iterator[Said]:
    folder = settings.data_dir.resolve()
    place = next(each for each in (folder, *folder.parents) if each.exists())
    free = shutil.disk_usage(place).free
    if free < LEAST_FREE_BYTES:
        yield Said(BAD, f"{folder}: {free // 1_000_000} MB of disk are left", "Make room: at least 500 MB are needed.")
    else:
        yield Said(GOOD, f"{folder}: {free // 1_000_000_000} GB of disk are left")
    try:
        refuse_loose(settings)
    except SystemExit as exc:
        yield Said(BAD, "Other accounts of this computer may read what people write", str(exc).replace("\n", "\n     "))


def _database(settings: Settings) -> Iterator[Said]:
    engine = reading_engine(settings.database)
    kind = engine.dialect.name
    file = engine.url.database
    try:
        if kind == "sqlite" and file and not Path(file).exists():
            yield Said(GOOD, "Database: none yet; it is made at the first start")
            return
        with engine.connect() as connection:
            revision = current_revision(connection)
    except SQLAlchemyError as exc:
        yield Said(BAD, f"Database ({kind}): no answer. {type(exc).__name__}", "Is it running? See DATABASE_URL.")
        return
    finally:
        engine.dispose()
    if revision == newest_revision():
        yield Said(GOOD, f"Database ({kind}): reached, tables of this release ({revision})")
    else:
        is_later = revision is not None and not knows_revision(revision)
        then = "A later release made them; this one can work on them." if is_later else "Run: mock-interview migrate"
        yield Said(NOTE, f"Database ({kind}): tables of revision {revision}", then)


def _redis(settings: Settings) -> Iterator[Said]:
    if not settings.redis_url:
        yield _own_redis()
        return
    if settings.redis_url == NONE:
        yield Said(NOTE, "Redis: none, as REDIS_URL says; interviews go on and are graded without, more slowly")
        return
    try:
        redis = quick_client(settings.redis_url)
    except ValueError:
        yield Said(BAD, "Redis: REDIS_URL cannot be read", "docs/settings.md shows the forms that it has.")
        return
    try:
        redis.set(f"{settings.namespace}:doctor", "1", ex=1)
        policy = _policy(redis)
    except (RedisError, OSError) as exc:
        then = "Is it running, writable and not full? See REDIS_URL. Until it is, answers are graded more slowly."
        yield Said(BAD, f"Redis: {type(exc).__name__}", then, works_without=True)
        return
    finally:
        redis.close()
    if policy.startswith("allkeys"):
        then = "Set maxmemory-policy volatile-lru: snapshots, which have an end, then make room for jobs."
        yield Said(NOTE, f"Redis: when full it forgets waiting gradings ({policy})", then)
    else:
        yield Said(GOOD, "Redis: reached and written to")


def _own_redis() -> Said:
    try:
        tried = subprocess.run([find_redis_server(), "--version"], capture_output=True, timeout=30)  # noqa: S603
        can_run = tried.returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        can_run = False
    if can_run:
        return Said(GOOD, "Redis: `run` brings its own; `web` and `worker`, started apart, look at 127.0.0.1:6379")
    return Said(
        NOTE,
        "Redis: the server that the app brings cannot run here; interviews go on and are graded without, more slowly",
        "Set REDIS_URL to use one of your own, or install valkey or redis.",
    )


def _policy(redis: Redis) -> str:
    """What a full Redis does; "" where it does not tell."""
    try:
        return str(redis.config_get("maxmemory-policy").get("maxmemory-policy", ""))
    except RedisError:
        return ""


def _listening(settings: Settings) -> Iterator[Said]:
    why = why_open(settings, settings.address)
    if why:
        yield Said(BAD, f"The web process does not start. {why}", HOW_TO_CLOSE.replace("\n", "\n     "))


def _front(settings: Settings) -> Iterator[Said]:
    # The app itself speaks plain HTTP: with https, something else stands in front.
    if settings.oidc_issuer and settings.is_encrypted and not settings.trusted_proxies:
        yield Said(
            NOTE,
            "Signing in: everybody has the address of what stands in front, so that one can hold up all others there",
            "Set TRUSTED_PROXIES to its address; it must set X-Forwarded-For itself.",
        )


def _packs(settings: Settings) -> Iterator[Said]:
    if settings.packs_dir is None:
        return
    from interview.i18n.translate import ENGLISH
    from interview.question_bank.bank import load_bank
    from interview.question_bank.packs.reading import read_packs

    packs = read_packs(settings.packs_dir, frozenset(topic.topic for topic in load_bank().topics))
    for complaint in packs.complaints:
        yield Said(NOTE, f"A pack is left out: {ENGLISH.message(complaint.message)}", "docs/own-packs.md has the form.")
    if packs.packs:
        yield Said(GOOD, f"Packs of your own: {', '.join(pack.id for pack in packs.packs)}")


def _prices(settings: Settings) -> Iterator[Said]:
    from interview.model.prices import wrong_price

    if wrong := wrong_price(settings.prices_file, settings.openai_price_per_million):
        yield Said(BAD, f"The app does not start. {wrong}", "Mend it, or leave the setting out.")


def _grader(settings: Settings) -> Iterator[Said]:
    try:
        from interview.scorer.judge import judge
        from interview.scorer.weights_version import WEIGHTS

        judge(WEIGHTS)
    except (InterviewError, ImportError, OSError):
        yield Said(
            NOTE if settings.has_model else BAD,
            "Built-in grader: its files are missing or damaged, so it gives no score and no follow-up of its own",
            "Answers are kept. Install the app anew, then ask for the grading again on the report.",
        )
    else:
        yield Said(GOOD, "Built-in grader: its files are whole")


def _pdf(_settings: Settings) -> Iterator[Said]:
    yield Said(GOOD, "PDF: can be made") if can_make_pdf() else Said(NOTE, LACKING, HOW)
    fonts = shutil.which("fc-list")
    if fonts and not subprocess.run([fonts, ":lang=zh-cn"], capture_output=True, timeout=30).stdout:  # noqa: S603
        yield Said(NOTE, "PDF: no font for Chinese is installed", "Debian, Ubuntu: apt install fonts-noto-cjk")


def _port(settings: Settings) -> Iterator[Said]:
    if port_is_free(settings.address, settings.port):
        yield Said(GOOD, f"Port {settings.port} is free")
    elif is_healthy(settings):
        yield Said(GOOD, f"The app runs at port {settings.port}, and is well")
    else:
        yield Said(BAD, f"Port {settings.port} is in use by something else", "Set PORT to another one.")


def _model(settings: Settings) -> Iterator[Said]:
    if settings.has_model:
        yield Said(NOTE, "A model is configured", "Whether it can be the interviewer: mock-interview check-model")
    else:
        yield Said(GOOD, "No model is configured: the practice interviewer asks and grades")


_LOOKS: tuple[Callable[[Settings], Iterator[Said]], ...] = (
    _python,
    _folder,
    _database,
    _redis,
    _listening,
    _front,
    _packs,
    _prices,
    _grader,
    _pdf,
    _port,
    _model,
)
