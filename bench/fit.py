"""Measure whether questions fit the people they are asked: python bench/fit.py FOLDER [--show ID]

FOLDER has labels.yaml and a resume ID.txt per person, for some a job posting ID.job.txt. An entry of labels.yaml has
    id, role           the file's name and what the person is
    level              junior (under 2 years in the profession), mid (from 2), senior (from 7, or as lead of the craft)
    core               topics of the bank that most questions should come from
    fitting            these, and adjacent topics
    unfitting          topics that are absurd or clearly outside this person's work
    projects           lines of the resume that an interviewer would ask about
    project_names      titles of projects, where it has them
    employers          employers, clients and schools whose names are no skills
    job_must, job_nice groups of alternatives of the posting; job_adds, topics that become fitting with it
Ten questions, seeds 0 to 4, without and with the posting, no session knowing of another. A skill question counts by its
topic: core, fitting, neutral (in no list) or unfitting. Per person and in all are printed their shares of all skill
questions, the level that the product states, how many of the questions about the person's own work are about a labelled
line or project, the share of such questions among all, employers taken for skills, and questions for a requirement
whose group the resume meets by another member; of the postings, with how many of the things that they ask for a session
has a question about, on average. Last line: `unfitting U core C level L/N achievements A%`.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).parents[1]))

from interview.core.interviewer import Brief
from interview.core.plan import plan
from interview.core.posting import JobPosting
from interview.core.profile import Profile
from interview.core.question import Question, QuestionKind
from interview.i18n.translate import ENGLISH
from interview.practice.borne_out import as_borne_out
from interview.practice.interviewer import PracticeInterviewer
from interview.question_bank.bank import load_bank
from interview.resume.profile.job_requirements import read_job
from interview.resume.profile.reader import understand
from interview.resume.profile.skill_names import names, skill_key

TODAY = date(2026, 11, 15)
QUESTIONS, SEEDS = 10, 5
# So much of a line, in characters, has to stand in a question or its reason for the question to be about it.
SUBJECT = 24
CLASSES = ("core", "fitting", "neutral", "unfitting")


@dataclass
class Outcome:
    """What one person, or all of them, were asked."""

    topics: Counter[str] = field(default_factory=Counter)
    odd: Counter[str] = field(default_factory=Counter)
    unlabelled: Counter[str] = field(default_factory=Counter)
    own: int = 0
    of_a_line: int = 0
    asked: int = 0
    already_met: int = 0
    needs: int = 0
    needs_asked: int = 0
    employers: set[str] = field(default_factory=set)

    def add(self, other: Outcome) -> None:
        self.topics += other.topics
        self.odd += other.odd
        self.unlabelled += other.unlabelled
        self.own += other.own
        self.of_a_line += other.of_a_line
        self.asked += other.asked
        self.already_met += other.already_met
        self.needs += other.needs
        self.needs_asked += other.needs_asked
        self.employers |= other.employers

    def share(self, name: str) -> float:
        return 100 * self.topics[name] / max(1, self.topics.total())


def sessions(resume: str, job_text: str) -> tuple[Profile, JobPosting, list[tuple[Question, ...]]]:
    """What the product makes of a person: the profile, the job, and the questions of every seed."""
    profile = as_borne_out(partial(understand, today=TODAY), resume)
    job = read_job(job_text, profile, resume)
    practice = PracticeInterviewer()
    required = sum(need.is_required for need in job.needs)
    slots = plan(QUESTIONS, profile.level, len(profile.achievements), required)
    return profile, job, [practice.ask(Brief(profile, resume, slots, job=job, seed=seed)) for seed in range(SEEDS)]


def outcome(person: Mapping[str, Any], resume: str, job_text: str) -> tuple[Outcome, Profile, list[Question]]:
    """Counts over all seeds, the profile, and every question."""
    profile, job, asked = sessions(resume, job_text)
    found, everything = Outcome(), [question for session in asked for question in session]
    fitting = {*person["fitting"], *((person.get("job_adds") or ()) if job_text else ())}
    met = _met_otherwise(person, resume) if job_text else set()
    for question in everything:
        found.asked += 1
        if question.kind is QuestionKind.PROJECT:
            found.own += 1
            found.of_a_line += _is_about_a_line(question, person)
        if question.kind is not QuestionKind.SKILL:
            continue
        topic, _ = load_bank().by_id[question.bank_id]
        name = topic.topic
        kind = "core" if name in person["core"] else "fitting" if name in fitting else "neutral"
        kind = "unfitting" if kind == "neutral" and name in person["unfitting"] else kind
        found.topics[kind] += 1
        if kind == "unfitting":
            found.odd[name] += 1
        if kind == "neutral":
            found.unlabelled[name] += 1
        found.already_met += any(skill_key(probe) in met for probe in question.probes)
    for session in asked:
        probed = {probe for question in session for probe in question.probes}
        found.needs += len(job.needs)
        found.needs_asked += sum(not probed.isdisjoint(need.skills) for need in job.needs)
    found.employers = {
        skill.name
        for skill in profile.skills
        if any(names(employer, skill.name) and employer in skill.line for employer in person["employers"])
    }
    return found, profile, everything


def _is_about_a_line(question: Question, person: Mapping[str, Any]) -> bool:
    reason = str(dict(question.reason.values).get("line", "")) if question.reason else ""
    text = " ".join(f"{question.text} {reason}".split())
    lines = [line[:SUBJECT] for line in person["projects"]]
    return any(part in text for part in (*lines, *person.get("project_names", ())))


def _met_otherwise(person: Mapping[str, Any], resume: str) -> set[str]:
    """Members of a group that the resume lacks while it has another of them."""
    found: set[str] = set()
    for group in (*(person.get("job_must") or ()), *(person.get("job_nice") or ())):
        shown = [member for member in group if names(resume, member)]
        if shown:
            found |= {skill_key(member) for member in group if member not in shown}
    return found


def row(name: str, found: Outcome, level: str) -> str:
    shares = "".join(f"{found.share(kind):10.0f}" for kind in CLASSES)
    odd = ", ".join(f"{topic} {count}" for topic, count in found.odd.most_common(4))
    own = f"{found.of_a_line}/{found.own}/{found.asked}"
    neutral = ", ".join(f"{topic} {count}" for topic, count in found.unlabelled.most_common(4))
    return (
        f"{name:34}{shares}  {level:16}{own:>12}{found.already_met:5}  {odd or '-'} · {neutral or '-'} · "
        f"{' '.join(sorted(found.employers)) or '-'}"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", help="print the questions of one person")
    given = parser.parse_args(arguments)
    people = yaml.safe_load((given.folder / "labels.yaml").read_text(encoding="utf-8"))
    heads = "".join(f"{kind:>10}" for kind in CLASSES)
    print(f"{'':34}{heads}  {'level':16}{'line/own/all':>12}{'met':>5}  unfitting · neutral · employers")
    sums = {"without": Outcome(), "with": Outcome()}
    right = 0
    for person in people:
        resume = (given.folder / f"{person['id']}.txt").read_text(encoding="utf-8")
        posting = given.folder / f"{person['id']}.job.txt"
        for posted, text in (("without", ""), ("with", posting.read_text("utf-8") if posting.exists() else "")):
            if posted == "with" and not text:
                continue
            found, profile, asked = outcome(person, resume, text)
            sums[posted].add(found)
            right += posted == "without" and profile.level == person["level"]
            is_right = "" if profile.level == person["level"] else f", not {person['level']}"
            print(row(f"{person['id']} {posted if text else ''}", found, f"{profile.level}{is_right}"))
            if given.show == person["id"]:
                for question in asked:
                    reason = ENGLISH.message(question.reason) if question.reason else ""
                    print(f"    [{question.category}, {question.difficulty}] {question.text}\n        {reason}")
    for posted, found in sums.items():
        print(row(f"all {posted} a posting", found, ""))
    print(
        f"asked about {100 * sums['with'].needs_asked / max(1, sums['with'].needs):.0f}% of what the postings ask for"
    )
    total = Outcome()
    for found in sums.values():
        total.add(found)
    achievements = 100 * total.of_a_line / max(1, total.own)
    print(
        f"unfitting {total.share('unfitting'):.1f} core {total.share('core'):.1f} level {right}/{len(people)} "
        f"achievements {achievements:.0f}%"
    )


if __name__ == "__main__":
    main()
