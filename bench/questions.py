"""How well practice questions fit resumes: python bench/questions.py FOLDER [--questions 5] [--sessions 5]

Reads every resume file of FOLDER and prints, per resume and in all: technical questions whose reason quotes a line that
the resume (or, with --job FILE, the job description) has, those among them that are only a foundation of that line, in
all also those that name the occupation instead and those that quote a line that is not there, near-duplicates over
sessions in a row, and how many questions change when resumes are swapped. Files with half of their skills in common
count as the same person's resume and are not swapped.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import replace
from itertools import permutations
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from rapidfuzz import fuzz  # noqa: E402

from interview.core.interviewer import Brief  # noqa: E402
from interview.core.plan import plan  # noqa: E402
from interview.core.profile import Profile  # noqa: E402
from interview.core.question import Question  # noqa: E402
from interview.errors import InterviewError  # noqa: E402
from interview.i18n.translate import ENGLISH  # noqa: E402
from interview.messages import Message  # noqa: E402
from interview.practice.interviewer import PracticeInterviewer  # noqa: E402
from interview.question_bank.bank import load_bank  # noqa: E402
from interview.question_bank.topics import match_topics  # noqa: E402
from interview.resume.profile.job_requirements import read_job  # noqa: E402
from interview.resume.profile.reader import understand  # noqa: E402
from interview.resume.read import read_resume  # noqa: E402

OF_WORK = "reason.occupation"
FOUNDATION = ("reason.foundation", "reason.foundation_of")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--questions", type=int, default=5)
    parser.add_argument("--sessions", type=int, default=5)
    parser.add_argument("--job", type=Path, help="a text file with a job description")
    parser.add_argument("--show", action="store_true", help="print the first session's questions and reasons")
    chosen = parser.parse_args()

    practice = PracticeInterviewer()
    firsts: dict[str, tuple[Profile, set[str]]] = {}
    job_text = chosen.job.read_text(encoding="utf-8") if chosen.job else ""
    sums = [0] * 8
    print(
        f"{'resume':44} {'topics':>6} {'asked':>6} {'technical':>9} {'quoting':>8} {'below':>5}"
        f" {'repeats':>8} {'ms':>4}"
    )
    for path in sorted(chosen.folder.iterdir()):
        try:
            text = read_resume(path.name, path.read_bytes()).text
        except InterviewError as refused:
            print(f"{path.name[:44]:44} {refused.code}")
            continue
        profile = understand(text)
        started = time.perf_counter()
        job = read_job(job_text, profile)
        sessions = in_a_row(
            practice, Brief(profile, text, plan(chosen.questions, profile.level), job=job), chosen.sessions
        )
        milliseconds = 1000 * (time.perf_counter() - started) / chosen.sessions
        everything = [question for session in sessions for question in session]
        technical = [question for question in everything if is_technical(question)]
        quoting = sum(quotes(question, f"{text}\n{job_text}") for question in technical)
        below = sum(question.reason is not None and question.reason.code in FOUNDATION for question in technical)
        texts = [question.text for question in everything]
        repeats = sum(is_repeat(one, texts[:i]) for i, one in enumerate(texts))
        of_work = sum(question.reason is not None and question.reason.code == OF_WORK for question in technical)
        untrue = sum(line_of(question) is not None for question in technical) - quoting
        row = [len(match_topics(profile, load_bank())), len(everything), len(technical), quoting, below, repeats]
        sums = [total + value for total, value in zip(sums, [*row, of_work, untrue], strict=True)]
        print(
            f"{path.name[:44]:44} {row[0]:6} {row[1]:6} {row[2]:9} {row[3]:8} {row[4]:5} {row[5]:8} {milliseconds:5.0f}"
        )
        firsts[path.name] = (profile, {question.text for question in sessions[0]})
        if chosen.show:
            for question in sessions[0]:
                said = ENGLISH.message(question.reason) if question.reason else ""
                print(f"    [{question.category}, {question.difficulty}] {question.text}\n        {said}")
    _, asked, technical_count, quoting, below, repeats, of_work, untrue = sums
    print(
        f"technical questions that quote a true line: {quoting}/{technical_count} = {share(quoting, technical_count)}"
    )
    tested = quoting - below
    print(f"  that test what the line names: {tested}/{technical_count} = {share(tested, technical_count)}")
    print(f"  that name the occupation instead: {of_work}; that quote a line that is not there: {untrue}")
    print(f"near-duplicates in {chosen.sessions} sessions in a row: {repeats}/{asked} = {share(repeats, asked)}")
    print_swaps(firsts)


def in_a_row(practice: PracticeInterviewer, brief: Brief, sessions: int) -> list[tuple[Question, ...]]:
    """Sessions with the same seed, each told the questions of those before."""
    asked: list[str] = []
    held = []
    for _ in range(sessions):
        session = practice.ask(replace(brief, asked_before=tuple(asked)))
        asked += [question.text for question in session]
        held.append(session)
    return held


def is_technical(question: Question) -> bool:
    topic, _ = load_bank().by_id[question.bank_id]
    return topic.is_technical


def is_repeat(text: str, earlier: list[str]) -> bool:
    """By another measure than the one the interviewer avoids repeats with: four fifths of the sorted words alike."""
    return any(fuzz.token_sort_ratio(text, other, processor=str.lower) >= 80 for other in earlier)


def line_of(question: Question) -> str | None:
    """The line that the reason quotes, if it does."""
    values = dict(question.reason.values) if question.reason is not None else {}
    below = values.get("reason")
    line = dict(below.values).get("line") if isinstance(below, Message) else values.get("line")
    return None if line is None else str(line)


def quotes(question: Question, text: str) -> bool:
    """Whether that line stands in the text."""
    line = line_of(question)
    return line is not None and line.removeprefix("… ").removesuffix(" …") in " ".join(text.split())


def same_person(one: Profile, other: Profile) -> bool:
    """Whether half of the skills are shared: test files hold one resume in several formats."""
    skills, others = ({skill.name for skill in profile.skills} for profile in (one, other))
    return len(skills & others) >= 0.5 * len(skills | others)


def print_swaps(firsts: dict[str, tuple[Profile, set[str]]]) -> None:
    """Over pairs of different people: the share of the first session's questions that change."""
    changed = [
        (1 - len(firsts[one][1] & firsts[other][1]) / len(firsts[one][1]), one, other)
        for one, other in permutations(firsts, 2)
        if firsts[one][1] and not same_person(firsts[one][0], firsts[other][0])
    ]
    if not changed:
        return
    mean = sum(rate for rate, _, _ in changed) / len(changed)
    enough = sum(rate >= 0.7 for rate, _, _ in changed)
    worst = min(changed)
    print(f"questions that change when swapped: mean {mean:.0%}, at least 70 % in {enough}/{len(changed)} pairs")
    print(f"  least: {worst[0]:.0%} ({worst[1]}, {worst[2]})")


def share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "none"


if __name__ == "__main__":
    main()
