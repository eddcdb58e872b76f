"""How often a follow-up is there when its answer is submitted, and how many calls that takes.

    python -m bench.follow_ups [--answers 60] [--ahead 0 2 5] [--seconds 1.5 3 6]

A scripted person types answers of two to six sentences at 40 words a minute, pauses behind sentences and sometimes
inside one, reads it over and submits; a draft is saved as the page saves it. The model takes `--seconds`. All of it
runs `--faster` times as fast as on the clock.
"""

from __future__ import annotations

import argparse
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from random import Random
from statistics import median

from interview.core.identity import model_interviewer
from interview.core.question import Position, Question
from interview.core.session import InterviewSession
from interview.core.turn import Turn
from interview.use_cases.follow_ups import FollowUps
from interview.use_cases.follow_ups_ahead import FollowUpsAhead, Pauses

SEED = 17
WORDS_A_SECOND = 40 / 60
SAVED_EVERY_S = 2.0
SAVED_AFTER_S = 0.8
LIMIT_S = 8.0
WORDS = (
    "we",
    "moved",
    "the",
    "nightly",
    "job",
    "to",
    "a",
    "queue",
    "when",
    "mails",
    "were",
    "lost",
    "and",
    "saw",
    "it",
)


class _Model:
    """Takes so many seconds for a follow-up; counts."""

    identity = model_interviewer("scripted")

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self.calls = 0

    def follow_up(self, session: InterviewSession, turn: Turn, *, within_s: float | None = None) -> Question | None:
        del within_s
        with self._lock:
            self.calls += 1
        time.sleep(self._seconds)
        return replace(session.turns[0].question, text=f"Why {turn.answer.text}?")


@dataclass(frozen=True)
class Row:
    """Of all answers: how many had their follow-up at once, how many waited less than a call takes, seconds waited in
    the middle, and calls for each answer."""

    ready: float
    sooner: float
    waited_s: float
    calls: float


def typed(random: Random) -> list[tuple[float, str]]:
    """(seconds until it is saved, draft) as an answer grows, the last one followed by how long it is read over."""
    saved: list[tuple[float, str]] = []
    text, since = "", 0.0
    for _ in range(random.randint(2, 6)):
        length = random.randint(8, 22)
        for at in range(length):
            text += random.choice(WORDS) + ("." if at == length - 1 else "") + " "
            since += 1 / WORDS_A_SECOND
            stops = random.random() < 0.04
            if since >= SAVED_EVERY_S or stops or at == length - 1:
                saved.append((since, text))
                since = random.uniform(2, 7) if stops else random.uniform(0.3, 6) if at == length - 1 else 0.0
    return saved


def one(model: _Model, ahead: int, faster: float, number: int) -> tuple[float, bool]:
    """(seconds waited on the clock, whether the follow-up was there)."""
    random = Random(SEED + number)
    pauses = Pauses()
    quick = replace(
        pauses,
        sentence_s=pauses.sentence_s / faster,
        other_s=pauses.other_s / faster,
        call_s=pauses.call_s / faster,
    )
    follow_ups = FollowUps(model, LIMIT_S / faster, FollowUpsAhead(model, ahead, quick))  # type: ignore[arg-type]
    question = Question("What did you change?", "Your projects", asked_by=_Model.identity)
    now = datetime.now(UTC)
    session = InterviewSession(
        f"s{number}", "bench", "cv", "cv", (Turn(Position(0), question),), now, interviewer=_Model.identity
    )
    for revision, (seconds, text) in enumerate(typed(random), start=1):
        time.sleep(seconds / faster)
        session = session.save_draft(0, text, revision, now)
        follow_ups.ahead.typed(session, session.turns[0])
    # Typing ended this long before the save; then it is read over.
    time.sleep(max(0.0, random.uniform(2, 12) - SAVED_AFTER_S) / faster)
    session = session.submit(0, session.turns[0].answer.draft, now, now)
    began = time.monotonic()
    follow_ups.decide(session, session.turns[0])
    waited = (time.monotonic() - began) * faster
    return waited, waited < 0.3


def measure(answers: int, ahead: int, seconds: float, faster: float) -> Row:
    """One row of so many answers."""
    model = _Model(seconds / faster)
    with ThreadPoolExecutor(20) as pool:
        found = list(pool.map(lambda number: one(model, ahead, faster, number), range(answers)))
    waits = [waited for waited, _ in found]
    least = min(seconds, LIMIT_S) - 0.3
    return Row(
        sum(ready for _, ready in found) / answers,
        sum(waited < least for waited in waits) / answers,
        median(waits),
        model.calls / answers,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--answers", type=int, default=60)
    parser.add_argument("--ahead", type=int, nargs="+", default=[0, 2, 5])
    parser.add_argument("--seconds", type=float, nargs="+", default=[1.5, 3, 6])
    parser.add_argument("--faster", type=float, default=10)
    chosen = parser.parse_args()
    print("| a call takes | asked ahead at most | there at once | waited less than a call | wait (median) | calls |")
    print("|---|---|---|---|---|---|")
    for seconds in chosen.seconds:
        for ahead in chosen.ahead:
            row = measure(chosen.answers, ahead, seconds, chosen.faster)
            print(
                f"| {seconds:g} s | {ahead} | {100 * row.ready:.0f} % | {100 * row.sooner:.0f} % "
                f"| {row.waited_s:.1f} s | {row.calls:.1f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
