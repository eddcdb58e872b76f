"""What a posting asks for, in the order in which an interviewer turns to it, and what of that an interview has asked.

A question meets a need that it is about by its own words, its author's or as its whole topic is; to be from the same
field is not enough. It chooses no question.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from interview.core.posting import JobPosting, Requirement
from interview.practice.candidate import Candidate
from interview.practice.topic_candidates import is_gap
from interview.question_bank.bank import BankQuestion, Topic
from interview.question_bank.subjects import is_about, is_itself_about
from interview.resume.profile.skill_names import names

# Named in so many lines by its own name, something is named plainly; more of them tell no more. Counted by what is part
# of it, too, fewer questions are from the core of the work (bench/fit.py: 64 of 100 for 67).
_PLAINLY = 2
_Rank = tuple[tuple[bool, bool, int, bool], int]


class AskedNeeds:
    """The needs of one interview; remembers which had a question. `before` are questions of earlier interviews."""

    def __init__(self, job: JobPosting, before: Iterable[tuple[Topic, BankQuestion]] = ()) -> None:
        self._requirements = job.unmet_otherwise
        lines = [line for line in job.text.splitlines() if line.strip()]
        self._plainly = {
            one.skill: min(_PLAINLY, sum(names(line, one.skill) for line in lines)) for one in self._requirements
        }
        self._place = {one.skill: place for place, one in enumerate(self._requirements)}
        self._about: dict[str, tuple[Requirement, ...]] = {}
        self._asked: set[str] = set()
        self._asked_before = {one.skill for topic, question in before for one in self.met_by(question, topic)}
        # What the resume lacks and what it shows are asked about in turn.
        self._wants_lacking = True

    def met_by(self, question: BankQuestion, topic: Topic) -> tuple[Requirement, ...]:
        """What a question asks about."""
        if question.id not in self._about:
            self._about[question.id] = tuple(one for one in self._requirements if is_about(question, topic, one.skill))
        return self._about[question.id]

    def next_of(self, question: BankQuestion, topic: Topic) -> Requirement | None:
        """The first that a question asks about and none before it did; None where there is none."""
        fresh = (one for one in self.met_by(question, topic) if one.skill not in self._asked)
        return min(fresh, key=lambda one: (not is_itself_about(question, one.skill), self.rank(one)), default=None)

    def rank(self, requirement: Requirement) -> _Rank:
        """Where a need stands: behind those that no earlier interview asked about and those that are required, and
        first what is named plainly and what has its turn. Its place among the others is given beside that: what suits
        the level comes before what only stands before it."""
        skill = requirement.skill
        rank = (
            skill in self._asked_before,
            not requirement.is_required,
            -self._plainly[skill],
            is_gap(requirement) is not self._wants_lacking,
        )
        return rank, self._place[skill]

    def aim(self, candidate: Candidate, question: BankQuestion) -> Requirement | None:
        """What the next question is asked for, which is asked about from now on."""
        met = self.met_by(question, candidate.topic)
        chosen = self.next_of(question, candidate.topic) or self._closest(met or candidate.requirements, question)
        if chosen is None:
            return None
        if chosen.is_required:
            self._wants_lacking = not is_gap(chosen)
        self._asked.update(one.skill for one in met)
        return chosen

    def _closest(self, known: Sequence[Requirement], question: BankQuestion) -> Requirement | None:
        fresh = [one for one in known if one.skill not in self._asked]
        return min(
            fresh or known,
            key=lambda one: (not is_itself_about(question, one.skill), not is_gap(one), not one.is_required),
            default=None,
        )
