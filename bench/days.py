"""Practise every day: python bench/days.py FOLDER [--days N] [--questions N] [PERSON ...]

FOLDER has resumes and labels as bench/fit.py reads them. Each person (those named, or all) makes an interview a day
from the same resume, with the practice interviewer and a database as in the product. Printed per person: questions
asked, how many of them were new, how many came from topics outside the person's occupation, and the fewest days between
two times of one question; then what went wrong, if anything did.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import yaml

from interview.core.question import QuestionKind
from interview.errors import InterviewError
from interview.occupations.occupation import occupations
from interview.practice.interviewer import PracticeInterviewer
from interview.question_bank.bank import load_bank
from interview.services import Services, build
from interview.settings import Settings
from interview.storage.migrate import upgrade

OWNER = "bench"
HEAD = f"{'person':28}{'asked':>7}{'new':>7}{'again':>7}{'outside':>9}{'fewest days between':>21}  errors"


@dataclass(frozen=True)
class Days:
    """What somebody was asked over the days; `apart` is None when no question came twice."""

    asked: int
    new: int
    outside: int
    apart: int | None
    errors: tuple[str, ...]


def practised(services: Services, person: str, text: str, days: int, questions: int) -> Days:
    """An interview a day from the same resume, ended at once: what is asked next does not depend on answers."""
    resume = services.resumes.add(OWNER, f"{person}.txt", text, person, ())
    occupation = occupations().get(resume.profile.occupation)
    seen: dict[str, int] = {}
    apart: list[int] = []
    errors: Counter[str] = Counter()
    asked = new = outside = 0
    for day in range(days):
        try:
            made = services.creation.create(
                OWNER, OWNER, question_count=questions, follow_up_count=0, resume_id=resume.id, force=True
            ).session
        except InterviewError as exc:
            errors[exc.code] += 1
            continue
        for turn in made.turns:
            question = turn.question
            asked += 1
            if question.text in seen:
                apart.append(day - seen[question.text])
            else:
                new += 1
            seen[question.text] = day
            topic, _ = load_bank().by_id[question.bank_id]
            is_skill = question.kind is QuestionKind.SKILL
            outside += is_skill and occupation is not None and topic.topic not in occupation.topics
        services.candidate.complete(OWNER, made.id)
    told = tuple(f"{code} {count} times" for code, count in errors.items())
    return Days(asked, new, outside, min(apart, default=None), told)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("people", nargs="*", help="names of resumes without .txt; all when none is named")
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--questions", type=int, default=6)
    given = parser.parse_args(arguments)
    # Without Redis every step would say so.
    logging.disable(logging.WARNING)
    labelled = yaml.safe_load((given.folder / "labels.yaml").read_text(encoding="utf-8"))
    names = given.people or [each["id"] for each in labelled]
    print(HEAD)
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            url = f"sqlite:///{folder}/interview.db"
            upgrade(url)
            at_once = "100000/minute"
            settings = Settings(_env_file=None, data_dir=Path(folder), database_url=url, rate_limit_create=at_once)
            services = build(settings, PracticeInterviewer())
            text = (given.folder / f"{name}.txt").read_text(encoding="utf-8")
            found = practised(services, name, text, given.days, given.questions)
            services.store.engine.dispose()
        apart = "-" if found.apart is None else str(found.apart)
        print(
            f"{name:28}{found.asked:>7}{found.new:>7}{found.asked - found.new:>7}{found.outside:>9}{apart:>21}  "
            f"{', '.join(found.errors) or 'none'}"
        )


if __name__ == "__main__":
    main()
