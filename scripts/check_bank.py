"""Check the question bank for its authors: form, lengths, ids, references that cover key points, repeated questions.

    python scripts/check_bank.py [FILE…]     all topic files when none is named; exit code 1 when there is a complaint
    python scripts/check_bank.py --table     write the counts into docs/question-bank.md

It changes no bank file.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import get_args

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from interview.core.question import Difficulty, QuestionKind  # noqa: E402
from interview.question_bank.bank import (  # noqa: E402
    FOLDERS,
    BankFollowUp,
    BankInvalid,
    BankQuestion,
    Given,
    Topic,
    load_topic,
)
from interview.question_bank.near_duplicates import SAME_QUESTION, meaning_words, resemblance  # noqa: E402
from interview.text.languages import is_chinese  # noqa: E402

PAGE = ROOT / "docs" / "question-bank.md"
BEGIN, END = "<!-- counts: begin -->", "<!-- counts: end -->"

QUESTION_WORDS = (8, 60)
FOLLOW_UP_WORDS = (4, 60)
POINT_WORDS = (6, 22)
MISCONCEPTION_WORDS = (3, 40)
HINT_WORDS = (4, 40)
REFERENCE_WORDS = (80, 200)
FOLLOW_UP_REFERENCE_WORDS = (40, 120)
KEY_POINTS = (3, 6)
# The resume's line that is quoted before such a question tells the situation.
ACHIEVEMENT, KEY_POINTS_OF_A_LINE = "achievement", (2, 6)
FOLLOW_UP_KEY_POINTS = (2, 4)
MISCONCEPTIONS = (2, 3)
FOLLOW_UPS = (2, 2)
COVERED = 0.3
# What an English word says takes about two signs in Chinese, punctuation included.
CHINESE_SIGNS_A_WORD = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Print every complaint under its file and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path, help="topic files; all when none is named")
    parser.add_argument("--folder", type=Path, help="folder of a whole bank; those of all languages when none is named")
    parser.add_argument("--table", action="store_true", help="write the counts into docs/question-bank.md")
    parser.add_argument("--page", type=Path, default=PAGE, help="the page that --table writes into")
    chosen = parser.parse_args(arguments)
    asked_for = {path.resolve() for path in chosen.files}
    folders = [chosen.folder] if chosen.folder else list(FOLDERS.values())
    banks = [check_folder(folder, asked_for, is_first=place == 0) for place, folder in enumerate(folders)]
    topics = [topic for bank, _ in banks for topic in bank]
    questions = sum(len(topic.questions) for topic in topics)
    count = sum(found for _, found in banks)
    print(f"{len(topics)} topics, {questions} questions, {count} complaints")
    if chosen.table:
        write_table([bank for bank, _ in banks], chosen.page)
    return 1 if count else 0


def check_folder(folder: Path, asked_for: set[Path], *, is_first: bool) -> tuple[list[Topic], int]:
    """The topics of a folder and how many complaints there are; each is printed under its file. Files that were asked
    for and lie in no folder of a bank are looked at beside the first."""
    here = {path.resolve() for path in folder.glob("*.yaml")}
    in_a_bank = {path.resolve() for each in FOLDERS.values() for path in each.glob("*.yaml")}
    paths = sorted(here | (asked_for - in_a_bank if is_first else set()))
    topics: list[Topic] = []
    complaints: dict[str, list[str]] = {}
    for path in paths:
        shown = not asked_for or path in asked_for
        try:
            topic = load_topic(path)
        except OSError as error:
            complaints[path.name] = [f"cannot be read: {error.strerror}"]
            continue
        except BankInvalid as error:
            if shown:
                complaints[path.name] = list(error.complaints)
            continue
        topics.append(topic)
        if shown:
            complaints[path.name] = [*_lost_text(path), *check_topic(topic)]
    for file, complaint in check_across(topics):
        if file in complaints:
            complaints[file].append(complaint)

    for file, found in complaints.items():
        print(f"{file}: {'ok' if not found else f'{len(found)} to fix'}")
        for complaint in found:
            print(f"  - {complaint}")
    return topics, sum(map(len, complaints.values()))


def _lost_text(path: Path) -> Iterator[str]:
    """YAML drops everything behind " #" in text without quotes; an author does not see that."""
    folded_indent: int | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        indent = len(line) - len(line.lstrip())
        if folded_indent is not None and (not line.strip() or indent > folded_indent):
            continue
        folded_indent = indent if re.search(r":\s*[>|][-+]?\s*$", line) else None
        if re.search(r"^\s*-\s+[^\"'#\s].*\s#|:\s+[^\"'#\s>|].*\s#", line):
            yield f'line {number}: the text behind " #" is lost; put the line in quotes'


def check_topic(topic: Topic) -> Iterator[str]:
    """Complaints about the texts of one topic."""
    if topic.kind is QuestionKind.SKILL and topic.area != "General" and not topic.skills:
        yield "skills: a skill topic names at least one skill"
    for question in topic.questions:
        for complaint in _check_question(question, topic.kind):
            yield f"{question.id}: {complaint}"


def _check_question(question: BankQuestion, kind: QuestionKind) -> Iterator[str]:
    yield from _length("question", question.question, QUESTION_WORDS)
    is_of_a_line = ACHIEVEMENT in question.placeholders
    yield from _count("key_points", question.key_points, KEY_POINTS_OF_A_LINE if is_of_a_line else KEY_POINTS)
    yield from _length("reference", question.reference, REFERENCE_WORDS)
    yield from _length("hint", question.hint, HINT_WORDS)
    if kind is QuestionKind.SKILL:
        yield from _count("misconceptions", question.misconceptions, MISCONCEPTIONS)
        for number, misconception in enumerate(question.misconceptions):
            yield from _length(f"misconceptions[{number}]", misconception, MISCONCEPTION_WORDS)
            if misconception in question.key_points:
                yield f"misconceptions[{number}]: is also a key point"
        yield from _claims(question.key_points, question.reference)
    yield from _count("follow_ups", question.follow_ups, FOLLOW_UPS)
    for number, follow_up in enumerate(question.follow_ups):
        for complaint in _check_follow_up(follow_up, kind):
            yield f"follow_ups[{number}].{complaint}"
    if len({follow_up.question for follow_up in question.follow_ups}) < len(question.follow_ups):
        yield "follow_ups: the same question twice"
    for name in sorted({*question.needs} - question.placeholders - {*get_args(Given)}):
        yield f"needs: {name} is named but no text uses {{{name}}}"


def _check_follow_up(follow_up: BankFollowUp, kind: QuestionKind) -> Iterator[str]:
    yield from _length("question", follow_up.question, FOLLOW_UP_WORDS)
    yield from _count("key_points", follow_up.key_points, FOLLOW_UP_KEY_POINTS)
    yield from _length("reference", follow_up.reference, FOLLOW_UP_REFERENCE_WORDS)
    if kind is QuestionKind.SKILL:
        yield from _claims(follow_up.key_points, follow_up.reference)


def _claims(points: Sequence[str], reference: str) -> Iterator[str]:
    said = meaning_words(reference)
    for number, point in enumerate(points):
        yield from _length(f"key_points[{number}]", point, POINT_WORDS)
        # Two neighbouring signs are no word: in Chinese the second reader alone sees whether a point is said.
        words = frozenset[str]() if is_chinese(point) else meaning_words(point)
        absent = {word for word in words if not any(_akin(word, other) for other in said)}
        if words and 1 - len(absent) / len(words) < COVERED:
            yield f"key_points[{number}]: the reference hardly says it (not found: {', '.join(sorted(absent))})"
    if len(set(points)) < len(points):
        yield "key_points: the same point twice"


def _akin(one: str, other: str) -> bool:
    """The same word in another form: equal stems, or the same first five letters."""
    return one == other or (len(one) >= 5 and one[:5] == other[:5])


def _length(place: str, text: str, allowed: tuple[int, int]) -> Iterator[str]:
    words = round(len(text) / CHINESE_SIGNS_A_WORD) if is_chinese(text) else len(text.split())
    if not allowed[0] <= words <= allowed[1]:
        yield f"{place}: {words} words, wanted {allowed[0]} to {allowed[1]}"


def _count(place: str, items: Sequence[object], allowed: tuple[int, int]) -> Iterator[str]:
    if not allowed[0] <= len(items) <= allowed[1]:
        yield f"{place}: {len(items)} given, wanted {allowed[0]} to {allowed[1]}"


def check_across(topics: Iterable[Topic]) -> Iterator[tuple[str, str]]:
    """(file, complaint) for ids used twice and for questions that ask the same thing as another."""
    everything = [(f"{topic.topic}.yaml", topic.name, question) for topic in topics for question in topic.questions]
    seen: dict[str, str] = {}
    for file, _, question in everything:
        if question.id in seen:
            yield file, f"{question.id}: the id is also used in {seen[question.id]}"
        seen.setdefault(question.id, file)
    for (_, one_name, one), (file, other_name, other) in combinations(everything, 2):
        alike = resemblance(one.question, other.question)
        if alike >= SAME_QUESTION and one.id != other.id:
            yield file, f"{other.id}: asks nearly the same as {one.id} ({alike:.2f}; {one_name}, {other_name})"


def write_table(banks: Sequence[Sequence[Topic]], page: Path) -> None:
    """Put the counts, a table for each language, between the two marks of the page."""
    text = page.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{BEGIN}\n{tables(banks)}\n{END}{after}", encoding="utf-8")


def tables(banks: Sequence[Sequence[Topic]]) -> str:
    """The tables of all languages, one below the other."""
    return "\n\n".join(map(table, banks))


def table(topics: Sequence[Topic]) -> str:
    """Markdown table of questions per topic and difficulty, with follow-ups and a last row of sums."""
    rows = [
        "| Area | Topic | Kind | Easy | Medium | Hard | Questions | Follow-ups |",
        "|---|---|---|--:|--:|--:|--:|--:|",
    ]
    sums: Counter[str] = Counter()
    for topic in sorted(topics, key=lambda topic: (topic.kind is not QuestionKind.SKILL, topic.area, topic.name)):
        counts = Counter(str(question.difficulty) for question in topic.questions)
        counts["all"] = len(topic.questions)
        counts["follow_ups"] = sum(len(question.follow_ups) for question in topic.questions)
        rows.append(f"| {topic.area} | {topic.name} | {topic.kind} | {_cells(counts)} |")
        sums += counts
    rows.append(f"| | **{len(topics)} topics** | | {_cells(sums)} |")
    return "\n".join(rows)


def _cells(counts: Counter[str]) -> str:
    return " | ".join(str(counts[name]) for name in (*map(str, Difficulty), "all", "follow_ups"))


if __name__ == "__main__":
    sys.exit(main())
