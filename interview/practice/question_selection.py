"""Which bank questions fit a resume and a job: topics by occupation, skills and requirements, own work by its lines.

Deterministic for a seed and a profile. Text that is not understood as a skill, project or requirement changes nothing.
None was asked before. It words no question and judges no answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from interview.core.interviewer import Brief
from interview.core.plan import Slot
from interview.core.posting import Requirement
from interview.core.profile import Project, Skill
from interview.core.question import Difficulty, QuestionKind
from interview.occupations.occupation import Occupation
from interview.practice.asked_needs import AskedNeeds
from interview.practice.candidate import Candidate
from interview.practice.choice import Choice
from interview.practice.for_the_job import ForTheJob, is_about_a_duty
from interview.practice.meant_for import MeantFor
from interview.practice.named_tools import NamedTools
from interview.practice.options import Against, Open, Option
from interview.practice.own_work import OwnWork
from interview.practice.prepared_work import is_only_near, is_said, prepared_as
from interview.practice.project_names import (
    UNNAMED_PROJECT,
    can_be_filled,
    in_short,
    speaks_of_projects,
    technology_of,
)
from interview.practice.question_fit import question_fit
from interview.practice.round_steps import RoundSteps, in_between, opened_and_closed
from interview.practice.spoken_of import Relevance, SpokenOf
from interview.practice.topic_candidates import REMOTE, head_start_of, skill_candidates, still_open, unnamed
from interview.practice.was_asked import has_text
from interview.question_bank.bank import BankQuestion, QuestionBank, Topic
from interview.question_bank.near_duplicates import is_alike
from interview.question_bank.subjects import is_about, is_itself_about
from interview.question_bank.topics import FOR_EVERYBODY
from interview.resume.profile.resume_read import ReadResume
from interview.resume.profile.skill_names import names, skill_key

_STEPS = {Difficulty.EASY: 0, Difficulty.MEDIUM: 1, Difficulty.HARD: 2}
# Stories of one's own differ little in difficulty; a wider choice keeps two candidates from getting the same ones.
_SLACK = {QuestionKind.SKILL: 0, QuestionKind.PROJECT: 0, QuestionKind.BEHAVIOURAL: 1}
# How many ranks an earlier question puts back a topic that the job asks for: behind all that had none yet.
_RESTED = 12.0
# How many steps of difficulty a question may be away that is asked for a need: nobody senior is asked what is easy.
_NEAR = 1
# So many questions that fit whatever the job are enough where the resume has a line left to ask about.
_ENOUGH_FOR_EVERYBODY = 1


def choose(brief: Brief, bank: QuestionBank) -> tuple[Choice, ...]:
    """A choice per slot, in their order; a slot for which the bank has nothing new is left out."""
    picker = _Picker(brief, bank)
    picked = [choice for slot in brief.slots if (choice := picker.pick(slot)) is not None]
    return opened_and_closed(picker.for_the_job.put_among(picked))


class _Picker:
    """Fills slots one after the other and remembers what was used."""

    def __init__(self, brief: Brief, bank: QuestionBank) -> None:
        profile, resume = brief.profile, ReadResume(brief.resume_text)
        all_names = [*sorted(skill.name for skill in profile.skills), *(project.name for project in profile.projects)]
        if not all_names and not profile.occupation and brief.resume_text:
            # Those of whom nothing is known are told apart by all that they say.
            all_names = [sha256(brief.resume_text.encode()).hexdigest()]
        self._key = "|".join((str(brief.seed), *all_names))
        self._brief, self._resume = brief, resume
        self._taken = list(brief.asked_before)
        self._elsewhere = frozenset(brief.asked_elsewhere)
        self._topics = {topic.topic: topic for topic in bank.topics if topic.topic not in brief.leave_out}
        self._steps = RoundSteps(self._draw)
        self._uses: Counter[str] = Counter()
        earlier = [
            (topic, question)
            for topic in bank.topics
            for question in topic.questions
            if self._was_asked(question, brief.asked_before)
        ]
        self._earlier = Counter(topic.topic for topic, _ in earlier)
        subjects = {question.question: question.subjects for _, question in earlier}
        self._in_interview = [(text, subjects.get(text, ())) for text in brief.in_interview]
        self._needs = AskedNeeds(still_open(brief), earlier)
        self._required = {skill_key(requirement.skill): requirement.skill for requirement in brief.job.requirements}
        self._projects = tuple(project for project in profile.projects if project.name.strip()) or (UNNAMED_PROJECT,)
        self._project_uses = Counter(
            project.name for project in self._projects for text in brief.asked_before if in_short(project) in text
        )
        self._spoken = SpokenOf(brief, resume, bank)
        self._occupation = prepared_as(brief, bank, self._spoken)
        is_near = self._occupation is not None and is_only_near(self._occupation, brief.job, resume, bank, self._spoken)
        self._meant_for = MeantFor(brief, resume, self._occupation, is_only_near=is_near)
        # Who names no project may have one all the same where the work is made of them; a ward or a shop is none.
        self._has_projects = (
            bool(profile.achievements)
            or self._projects != (UNNAMED_PROJECT,)
            or self._occupation is None
            or any(topic.is_technical for topic in bank.topics if topic.topic in self._occupation.topics)
        )
        self._own_work = OwnWork(brief, bank, self._draw)
        self._question_fit = question_fit(brief, resume, self._occupation, bank, self._spoken)
        self.for_the_job = ForTheJob(brief, bank, self._draw)
        self._of_projects = sum(slot.kind is QuestionKind.PROJECT for slot in brief.slots)
        self._tools = NamedTools(brief)
        # Where the work is told of and not known, only what the texts bear out stands in for what is missing.
        self._needs_evidence = self._occupation is None and self._spoken.can_tell
        # Of 23 questions on a project that was not told of, readers found 4 to fit who does other work.
        is_other_work = self._occupation is not None and not self._occupation.is_technical and bool(brief.resume_text)
        is_told = self._projects != (UNNAMED_PROJECT,) or speaks_of_projects(brief.resume_text)
        self._projects = self._projects if is_told or not (self._needs_evidence or is_other_work) else ()
        self._unrelated: dict[str, bool] = {}
        found = skill_candidates(brief, bank, self._occupation, self._spoken, self._draw, is_near=is_near)
        self._candidates = {QuestionKind.SKILL: found}
        for kind in (QuestionKind.PROJECT, QuestionKind.BEHAVIOURAL):
            self._candidates[kind] = [unnamed(topic, brief, self._draw) for topic in bank.of_kind(kind)]
        for kind, found in self._candidates.items():
            self._candidates[kind] = [each for each in found if each.topic.topic not in brief.leave_out]

    def _draw(self, name: str) -> float:
        """A number from 0 to 1 that depends on seed, profile and name alone."""
        return int.from_bytes(sha256(f"{self._key}|{name}".encode()).digest()[:6]) / 2**48

    def pick(self, slot: Slot) -> Choice | None:
        # What no topic has a question about is left out: another question would not be what was asked for.
        if slot.topics or slot.about:
            return self._of_round(slot)
        self._of_projects -= slot.kind is QuestionKind.PROJECT
        is_left_out = not self._candidates[slot.kind]
        slot = Slot(QuestionKind.SKILL, slot.difficulty) if is_left_out else slot
        if slot.kind is QuestionKind.PROJECT and not self._has_projects:
            slot = Slot(QuestionKind.BEHAVIOURAL, slot.difficulty)
        if slot.kind is QuestionKind.PROJECT and (own := self._of_own_work(slot.difficulty)) is not None:
            return own
        project = self._next_project() if slot.kind is QuestionKind.PROJECT else None
        if slot.kind is QuestionKind.PROJECT and project is None:
            slot = Slot(QuestionKind.BEHAVIOURAL, slot.difficulty)
        found = self._best(slot, project)
        if found is None:
            return self._of_own_work(slot.difficulty, is_last_resort=True)
        question, candidate = found.question, found.candidate
        if self._is_for_anybody(candidate, question) and (own := self._of_own_work(slot.difficulty)) is not None:
            # Else it would be the next again, and keep back the rest of the work until no line is left.
            self._uses[candidate.topic.topic] += 1
            return own
        is_for_a_need = self._needs.next_of(question, candidate.topic) is not None
        self._uses[candidate.topic.topic] += not is_for_a_need
        self._taken.append(question.question)
        self._in_interview.append((question.question, question.subjects))
        if project is not None:
            self._project_uses[project.name] += 1
        technology = technology_of(project, self._required)
        requirement = self._needs.aim(candidate, question)
        return Choice(
            candidate.topic,
            question,
            self._skill_behind(candidate, question),
            project,
            technology,
            requirement,
            candidate.foundation_of,
            candidate.topic.topic in self._brief.more_of,
            occupation=candidate.occupation,
            is_theirs=candidate.is_theirs and self._is_said(candidate.occupation),
        )

    def _is_said(self, occupation: Occupation | None) -> bool:
        return occupation is not None and is_said(occupation, self._brief.job, self._resume)

    def _best(self, slot: Slot, project: Project | None) -> Option | None:
        """What least speaks against, of the first options of which some fits the person or is of the craft that they
        tell; where none is, of all."""
        every: list[Option] = []
        for options in self._options_in_turn(slot, project):
            # What speaks against is cheaper to tell than what fits, so that is looked at only as far as it has to be.
            options.sort(key=lambda option: option.against)
            told = (option for option in options if self._question_fit.stands_in(option.candidate.topic))
            if (found := next(filter(self._fits, options), None) or next(told, None)) is not None:
                return found
            every += options
        return every[0] if every else None

    def _options_in_turn(self, slot: Slot, project: Project | None) -> Iterator[list[Option]]:
        own = self._options(slot, project)
        yield own
        is_skill, slot = slot.kind is QuestionKind.SKILL, Slot(QuestionKind.SKILL, slot.difficulty)
        if own and not is_skill:
            return
        core = self._options(slot, None)
        yield core
        if not (own or core):
            yield self._options(slot, None, is_wide=True)
        # What is asked of anybody, and not what lies beside the work.
        yield self._options(Slot(QuestionKind.BEHAVIOURAL, slot.difficulty), None)

    def _fits(self, option: Option) -> bool:
        """Whether a question fits the work that the resume tells, or is wanted: by the posting, or by the person."""
        topic = option.candidate.topic
        is_of_the_job = option.candidate.is_of_the_work or self._spoken.is_wanted_by_posting(topic)
        is_wanted = is_of_the_job or self._needs.next_of(option.question, topic) is not None
        return is_wanted or topic.topic in self._brief.more_of or self._question_fit.allows(topic, option.question)

    def _of_own_work(self, difficulty: Difficulty, *, is_last_resort: bool = False) -> Choice | None:
        """A question about a line of the resume; None where each was a subject already."""
        if (own := self._own_work.pick(difficulty, is_last_resort=is_last_resort)) is None:
            return None
        topic, question, achievement = own
        required = self._own_work.required_in(achievement)
        # What the line names itself goes before what that is part of.
        requirement = min(required, key=lambda each: not names(achievement.line, each.skill), default=None)
        return Choice(topic, question, achievement=achievement, requirement=requirement)

    def _is_for_anybody(self, candidate: Candidate, question: BankQuestion) -> bool:
        """Whether nothing asks for a question that fits anybody or is not spoken of, and a line is to spare."""
        if candidate.topic.kind is not QuestionKind.SKILL or candidate.is_wanted:
            return False
        every = (each.topic for each in self._candidates[QuestionKind.SKILL] if each.topic.area == FOR_EVERYBODY)
        if candidate.topic.area == FOR_EVERYBODY:
            is_for_anybody = sum(self._uses[topic.topic] for topic in every) >= _ENOUGH_FOR_EVERYBODY
        else:
            is_for_anybody = not candidate.names and self._spoken.says_nothing_of(question)
        return is_for_anybody and self._own_work.lines_left() > self._of_projects

    def _skill_behind(self, candidate: Candidate, question: BankQuestion) -> Skill | None:
        """What the question is about of that which the resume names of its topic, or else what leads to the topic."""
        about = (skill for skill in self._brief.profile.skills if skill.name in candidate.names)
        return next((skill for skill in about if is_itself_about(question, skill.name)), candidate.skill)

    def _of_round(self, slot: Slot) -> Choice | None:
        """A question of the first of the slot's topics that has one left, about the slot's skills where one is."""
        for name in slot.topics:
            topic = self._topics.get(name)
            left = list(self._open_questions(topic, slot.difficulty, None, is_chosen=True)) if topic is not None else []
            if topic is None or not left:
                continue
            # Where nothing else is left, an interview is no shorter for it.
            left = [each for each in left if self._meant_for.suits_round(topic, each.question)] or left
            about = [each for each in left if any(is_about(each.question, topic, skill) for skill in slot.about)]
            if about:
                question = in_between(about)
            else:
                is_first = not self._uses[name]
                question = in_between(left) if slot.is_replacement else self._steps.in_order(left, is_first=is_first)
            self._uses[name] += 1
            self._taken.append(question.question)
            asked_for = [one for one in self._brief.job.requirements if one.skill in slot.about]
            wanted = next((one for one in asked_for if is_about(question, topic, one.skill)), None)
            return Choice(topic, question, is_of_round=True, requirement=wanted)
        return None

    def _options(self, slot: Slot, project: Project | None, *, is_wide: bool = False) -> list[Option]:
        """Every open question of the slot's kind, with what speaks against it, most weighty first. `is_wide` has those
        of topics that are not at the core of the work, too."""
        return [
            Option(self._against(candidate, each, slot), each.question, candidate)
            for candidate in self._candidates[slot.kind]
            if (candidate.is_fundamental if slot.is_fundamental else candidate.is_core or is_wide)
            for each in self._open_questions(candidate.topic, candidate.suited(slot.difficulty), project)
            if (not candidate.is_easy or each.question.difficulty is Difficulty.EASY)
            and (self._takes_any(candidate) or not self._tools.lacks(each.question))
            and ((is_wide and not self._needs_evidence) or not self._is_unrelated(candidate, each.question))
        ]

    def _is_unrelated(self, candidate: Candidate, question: BankQuestion) -> bool:
        if question.id not in self._unrelated:
            self._unrelated[question.id] = candidate.is_unrelated(question, self._spoken)
        return self._unrelated[question.id]

    def _takes_any(self, candidate: Candidate) -> bool:
        """Whether questions may take for granted a tool that nothing names: where all is unknown, or the person wishes
        for more of the topic."""
        return not self._tools.is_told or candidate.topic.topic in self._brief.more_of

    def _against(self, candidate: Candidate, left: Open, slot: Slot) -> Against:
        name, question = candidate.topic.topic, left.question
        need = self._needs.next_of(question, candidate.topic) if left.distance <= _NEAR else None
        rank, place = ((), 0) if need is None else self._needs.rank(need)
        relevance = self._spoken.relevance(candidate.topic, question)
        return Against(
            is_unrelated=self._is_unrelated(candidate, question),
            uses=self._use(candidate, need, slot),
            lacks_a_tool=self._tools.lacks(question),
            meets_no_need=need is None,
            rank_of_need=rank,
            sounds_like_another=self._sounds_like_another(question),
            distance=left.distance + (relevance is Relevance.NONE),
            place_of_need=place,
            order=candidate.order + _RESTED * candidate.is_wanted * self._earlier[name],
            was_asked_elsewhere=question.question in self._elsewhere,
            # Of what fits everybody, words in common would bring the same to all.
            speaks_of_no_tool=candidate.topic.area != FOR_EVERYBODY and not self._tools.speaks_of(question),
            irrelevance=-relevance,
            draw=left.draw,
        )

    def _sounds_like_another(self, question: BankQuestion) -> bool:
        """Whether this interview has a question that seems the same."""
        return any(is_alike(question.question, question.subjects, *one) for one in self._in_interview)

    def _use(self, candidate: Candidate, need: Requirement | None, slot: Slot) -> float:
        """Questions a topic had, as far as they count against it, and its head start. A question about what the posting
        asks for and none before it asked about has one of its own: to be from the same field is not enough."""
        earlier = 0 if candidate.is_wanted else self._earlier[candidate.topic.topic]
        is_remote = candidate.is_wanted_for_skills and need is None
        waits = REMOTE if is_remote else candidate.waits
        waits = min(waits, 0.0) if slot.is_fundamental else waits
        used = self._uses[candidate.topic.topic] + earlier + waits
        return used if need is None else min(used, head_start_of(need, candidate))

    def _next_project(self) -> Project | None:
        """The one asked about least, of those of which no line was a subject of this interview; None without one."""
        left = [project for project in self._projects if not self._own_work.has_told_of(project)]
        return min(
            left,
            key=lambda project: (self._project_uses[project.name], -len(self._asked_for(project))),
            default=None,
        )

    def _asked_for(self, project: Project) -> list[str]:
        return [name for name in project.technologies if skill_key(name) in self._required]

    def _open_questions(
        self, topic: Topic, difficulty: Difficulty, project: Project | None, *, is_chosen: bool = False
    ) -> Iterator[Open]:
        is_chosen = is_chosen or topic.topic in self._brief.more_of
        for question in topic.questions:
            if (
                question.about
                or is_about_a_duty(question)
                or not self._meant_for.allows(question, is_chosen=is_chosen)
                or (project is not None and not can_be_filled(question, project))
            ):
                continue
            if not self._was_asked(question, self._taken):
                distance = abs(_STEPS[question.difficulty] - _STEPS[difficulty])
                yield Open(max(0, distance - _SLACK[topic.kind]), self._draw(question.id), question)

    def _was_asked(self, question: BankQuestion, texts: Iterable[str]) -> bool:
        return question.id in self._brief.asked_ids or has_text(question, texts)
