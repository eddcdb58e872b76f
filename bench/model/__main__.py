"""Measure how far the configured grader agrees with answers whose grade is known: make bench-model FILE=answers.yaml

Without FILE it grades the project's own 160 labelled answers (bench/data/model.yaml); FILE has answers in the format of
bench/gold.py, and only with --people the app says that people judged them. Nothing else is sent to the model. Every
answer is graded twice, in the batches and with the bounds of the app. Ctrl-C stops it; the same command goes on where
it stopped. The figures are printed, written to OUT and kept in the app's database, which then says beside a grade of
this very grader how far it agrees.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench import gold
from bench.model import run
from bench.model.figures import Figures, measured
from bench.model.journal import AnotherRun, Journal
from bench.model.sample import FILE
from bench.model.told import Cost, as_values, known, told
from interview.core.measured import Measurement
from interview.core.rubric import RUBRIC
from interview.errors import InterviewError
from interview.i18n.translate import ENGLISH
from interview.model.prompts import PROMPT_VERSION
from interview.scorer.published import RECORD, as_text
from interview.scorer.weights_version import weights_version
from interview.services import Services, build
from interview.settings import Settings
from interview.storage.measurements import insert_measurement
from interview.storage.migrate import upgrade
from interview.storage.private_files import make_private_folder
from interview.use_cases.grading.run import Bounds

OUT = Path("build") / "bench-model"
Price = Callable[[str, int, int], float | None]


@dataclass(frozen=True)
class Outcome:
    """What came of a run: figures per grader, whether every answer was reached, and what was kept in the database."""

    figures: tuple[Figures, ...]
    cost: Cost
    is_whole: bool
    kept: tuple[Measurement, ...] = ()


def no_price(_model: str, _tokens_in: int, _tokens_out: int) -> float | None:
    """No price is known."""
    return None


def measure(
    file: Path,
    settings: Settings,
    out: Path,
    *,
    looks: int = 2,
    by_people: bool = False,
    may_go_on: Callable[[], None] = lambda: None,
    tell: Callable[[run.Progress], None] = lambda _progress: None,
    wait: Callable[[float], None] = time.sleep,
    price: Price = no_price,
) -> Outcome:
    """Grade the answers of a file, write the figures to `out` and, once all are graded, keep them in the database.

    Raises run.Stopped, AnotherRun, or the InterviewError that no further try would mend.
    """
    cases = gold.cases(file)
    sample = sample_version(file)
    make_private_folder(settings.data_dir)
    upgrade(settings.database)
    heard: list[Journal] = []
    services = build(settings, hear=lambda call: heard[0].keep_call(call))
    journal = Journal(out.with_suffix(".jsonl"), _head(settings, services, sample))
    heard.append(journal)
    turns, began = run.turns_of(cases), time.monotonic()
    try:
        for number in range(1, looks + 1):
            error = run.look(
                number,
                turns,
                services.interviewer,
                _bounds(settings),
                journal,
                may_go_on=may_go_on,
                tell=tell,
                wait=wait,
            )
            if error is not None:
                raise error
    finally:
        journal.keep_seconds(time.monotonic() - began)
    found, cost = measured(cases, journal), cost_of(journal, price)
    is_whole = all(len(journal.looked(number)) == len(turns) for number in range(1, looks + 1))
    values = [{"grader": vars(each.graded_as), **as_values(each, cost)} for each in found]
    whole = {"sample": sample, "by_people": by_people, "is_whole": is_whole, "figures": values}
    out.write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")
    kept = tuple(measurement(each, cost, sample, by_people=by_people) for each in found) if is_whole else ()
    with services.store.transaction() as db:
        for each in kept:
            insert_measurement(db, each)
    return Outcome(tuple(found), cost, is_whole, kept)


def sample_version(file: Path) -> str:
    """A file's name and the start of its hash."""
    return f"{file.stem[:80]}-{hashlib.sha256(file.read_bytes()).hexdigest()[:8]}"


def cost_of(journal: Journal, price: Price) -> Cost:
    """The cost of all calls of a run, those before it was stopped too."""
    calls = journal.calls
    priced = [price(call.model, call.tokens_in, call.tokens_out) for call in calls]
    amounts = [each for each in priced if each is not None]
    return Cost(
        calls=len(calls),
        failed=sum(call.outcome not in ("ok", "salvaged") for call in calls),
        tokens_in=sum(call.tokens_in for call in calls),
        tokens_out=sum(call.tokens_out for call in calls),
        seconds=journal.seconds,
        money=sum(amounts) if calls and len(amounts) == len(calls) else None,
    )


def _bounds(settings: Settings) -> Bounds:
    return Bounds(
        batch_size=settings.evaluation_batch_size,
        parallel=settings.evaluation_parallel,
        calls_per_batch=settings.evaluation_batch_calls,
        attempts=settings.evaluation_attempts,
    )


def _head(settings: Settings, services: Services, sample: str) -> dict[str, str]:
    server = hashlib.sha256(settings.openai_base_url.encode()).hexdigest()[:8] if settings.has_model else ""
    return {
        "grader": str(services.evaluator.grades_as),
        "server": server,
        "prompts": PROMPT_VERSION if settings.has_model else weights_version(),
        "rubric": RUBRIC.version,
        "sample": sample,
    }


def measurement(found: Figures, cost: Cost, sample: str, *, by_people: bool) -> Measurement:
    """The figures as the app keeps them, measured now."""
    return Measurement(
        graded_as=found.graded_as,
        sample=sample,
        by_people=by_people,
        answers=found.answers,
        agreement=known(found.agreement),
        low=known(found.low),
        high=known(found.high),
        mean_error=known(found.mean_error),
        measured_at=datetime.now(UTC),
        figures=as_values(found, cost),
    )


class _Stop:
    """Ctrl-C lets the calls under way end and begins no other; a second one ends at once."""

    def __init__(self) -> None:
        self._asked = threading.Event()
        signal.signal(signal.SIGINT, self._ask)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self._asked.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        print("\nStopping as soon as the calls under way are done.", file=sys.stderr)

    def may_go_on(self) -> None:
        if self._asked.is_set():
            raise run.Stopped


def _tell(progress: run.Progress) -> None:
    end = "\n" if progress.done == progress.total else ""
    text = f"\rlook {progress.look}: {progress.done} of {progress.total} answers"
    print(text, end=end, file=sys.stderr, flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when everything was graded, 1 when something is left to do."""
    parser = argparse.ArgumentParser(
        "python -m bench.model", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path, nargs="?", default=FILE)
    parser.add_argument("--out", type=Path, help="where the figures go; what is finished stands beside it")
    parser.add_argument("--once", action="store_true", help="grade once: half the cost, nothing about stability")
    parser.add_argument("--built-in", action="store_true", help="measure the built-in interviewer, no model")
    parser.add_argument("--publish", action="store_true", help="with --built-in: keep the figure beside the weights")
    parser.add_argument("--people", action="store_true", help="people judged the answers of FILE: say so in the app")
    parser.add_argument("--anew", action="store_true", help="forget what an earlier run finished")
    given = parser.parse_args(arguments)
    by_people: bool = given.people
    if by_people and given.file.resolve() == FILE.resolve():
        parser.error("no person judged the project's own answers")
    settings = Settings()
    if given.built_in:
        settings = settings.model_copy(
            update={"openai_api_key": type(settings.openai_api_key)(""), "openai_base_url": ""}
        )
    elif not settings.has_model:
        print("No model is configured: set OPENAI_API_KEY or OPENAI_BASE_URL (docs/settings.md).", file=sys.stderr)
        return 1
    grader = re.sub(r"[^\w.-]+", "-", settings.model if settings.has_model else "built-in")
    out: Path = given.out or OUT / f"{given.file.stem}-{grader}.json"
    if given.anew:
        out.with_suffix(".jsonl").unlink(missing_ok=True)
    stop = _Stop()
    looks = 1 if given.once or given.built_in else 2
    try:
        outcome = measure(
            given.file, settings, out, looks=looks, by_people=by_people, may_go_on=stop.may_go_on, tell=_tell
        )
    except run.Stopped:
        print("\nStopped. What is finished is kept; the same command goes on.", file=sys.stderr)
        return 1
    except AnotherRun as exc:
        print(f"{exc} --anew begins again, --out takes another file.", file=sys.stderr)
        return 1
    except InterviewError as exc:
        print(f"\n{exc.code}: {ENGLISH.message(exc.message)}", file=sys.stderr)
        print("What is finished is kept; the same command goes on.", file=sys.stderr)
        return 1
    if given.built_in and given.publish:
        for one in outcome.kept:
            RECORD.write_text(as_text(one), encoding="utf-8")
    for each in outcome.figures:
        print(told(each, sample_version(given.file), outcome.cost, by_people=by_people))
    if not outcome.figures:
        print("No answer was graded: nothing can be said of this grader.")
    return 0 if outcome.is_whole else 1


if __name__ == "__main__":
    sys.exit(main())
