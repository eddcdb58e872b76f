"""How long somebody waits for the first question, and until all are written, at the speed of usual servers.

    python -m bench.asking [--speeds 40 80] [--counts 5 12 24]

A scripted server writes so many tokens a second for each request, replies as long as the bank's questions (about 670
tokens). Beside it stands what one call for all questions takes, with a time limit that it never has in the product. All
rows run at the same time, on the real clock: the longest takes about seven minutes.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from interview.core.identity import model_interviewer
from interview.core.interviewer import Brief
from interview.core.plan import plan
from interview.core.profile import Level
from interview.errors import InterviewError
from interview.model.interviewer import ModelInterviewer
from interview.practice.interviewer import PracticeInterviewer
from interview.question_bank.bank import load_bank
from interview.resume.profile.reader import understand
from interview.services import build
from interview.settings import Settings
from interview.storage.migrate import upgrade
from tests.browser.walking import RESUME
from tests.openai_server import OpenAIServer
from tests.servers import RedisServer

FIRST_TOKEN_S = 0.5
OWNER = "bench"
EMPTY = "empty.db"
BOUNDS_S = {40: 15, 80: 8}


@dataclass(frozen=True)
class Row:
    """Seconds: until the interview is open, until everything of it is written, and of one call for all (None: it did
    not come to an end); how many questions of the model were there in the end."""

    tokens_per_s: int
    questions: int
    first_s: float
    all_s: float
    of_the_model: int
    one_call_s: float | None


def _timed(work: Callable[[], object]) -> float:
    began = time.monotonic()
    work()
    return time.monotonic() - began


def measure(folder: Path, redis: RedisServer, tokens_per_s: int, questions: int) -> Row:
    """One row, with a server and a database of its own."""
    with OpenAIServer() as server, ThreadPoolExecutor(1) as beside:
        server.always("paced", tokens_per_s=tokens_per_s, seconds=FIRST_TOKEN_S)
        name = f"bench-{tokens_per_s}-{questions}"
        model = ModelInterviewer(
            server.base_url, "key", name, timeout_s=600, reserve=PracticeInterviewer(), bank=load_bank()
        )
        one_call = beside.submit(_one_call, model, questions)
        url = f"sqlite:///{shutil.copy(folder / EMPTY, folder / f'{name}.db')}"
        built = build(Settings(_env_file=None, data_dir=folder, database_url=url, redis_url=redis.url), model)
        began = time.monotonic()
        session = built.creation.create(
            OWNER, name, question_count=questions, follow_up_count=1, resume_text=RESUME
        ).session
        first_s = time.monotonic() - began
        built.preparer.run(OWNER, session.id, "bench")
        all_s = time.monotonic() - began
        written = built.candidate.view(OWNER, session.id)
        of_the_model = sum(turn.question.asked_by == model_interviewer(name) for turn in written.turns)
        return Row(tokens_per_s, questions, first_s, all_s, of_the_model, one_call.result())


def _one_call(model: ModelInterviewer, questions: int) -> float | None:
    profile = understand(RESUME)
    brief = Brief(profile, RESUME, plan(questions, Level.MID, len(profile.achievements)))
    try:
        return _timed(lambda: model.ask(brief))
    except InterviewError:
        return None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--speeds", type=int, nargs="+", default=[40, 80])
    parser.add_argument("--counts", type=int, nargs="+", default=[5, 12, 24])
    chosen = parser.parse_args()
    PracticeInterviewer().ask(Brief(understand(RESUME), RESUME, plan(3, Level.MID)))
    wanted = [(speed, count) for speed in chosen.speeds for count in chosen.counts]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(len(wanted)) as pool:
        upgrade(f"sqlite:///{Path(folder) / EMPTY}")
        redis = RedisServer(Path(folder))
        try:
            rows = list(pool.map(lambda each: measure(Path(folder), redis, *each), wanted))
        finally:
            redis.stop()
    print("| tokens/s | questions | first question | all written | of the model | one call for all | ratio |")
    print("|---|---|---|---|---|---|---|")
    for row in rows:
        one = "no end" if row.one_call_s is None else f"{row.one_call_s:.0f} s"
        ratio = "" if row.one_call_s is None else f"{row.one_call_s / row.first_s:.0f} ×"
        print(
            f"| {row.tokens_per_s} | {row.questions} | {row.first_s:.1f} s | {row.all_s:.0f} s "
            f"| {row.of_the_model} of {row.questions} | {one} | {ratio} |"
        )
    late = [row for row in rows if row.first_s > BOUNDS_S.get(row.tokens_per_s, float("inf"))]
    sys.exit(f"{len(late)} of {len(rows)} opened too late" if late else 0)


if __name__ == "__main__":
    main()
