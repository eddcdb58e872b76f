"""What practice and model interviewer share before the first question: job descriptions read, topics by name.

Implements core.options.Catalogue on the question bank. It asks nothing and keeps nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from interview import beside
from interview.beside import GaveUp
from interview.core.options import TopicOffer
from interview.core.posting import JobPosting, Need, Requirement
from interview.core.profile import Level, Profile, Skill
from interview.core.question import Question, QuestionKind
from interview.core.rounds import CHOSEN, DESIGN, Round
from interview.occupations.occupation import occupations
from interview.question_bank.bank import FOLDERS, BankOf, BankQuestion, QuestionBank, Topic, bank_in
from interview.question_bank.subjects import asks_about, is_about, is_all_about, is_itself_about
from interview.question_bank.topics import find_topic, match_topics, topics_of_job
from interview.question_bank.wanted_of_text import work_of_posting
from interview.resume.profile.job_requirements import read_job
from interview.resume.profile.lexicon import lexicon
from interview.resume.profile.title_levels import level_said
from interview.resume.profile.wanted_work import work_named
from interview.text.excerpts import unmarked

# Each is a row of controls on the start page.
_MOST_OF_PACKS = 30
# Few advertisements are longer; it takes some 40 ms to read so much.
QUICK_CHARS = 8_000


def _plainest(topic: Topic, requirements: Sequence[Requirement]) -> Requirement:
    """The requirement that tells best why a topic is offered: the one that it is all about, or else the first."""
    return next((each for each in requirements if is_all_about(topic, each.skill)), requirements[0])


class TopicCatalogue:
    """The bank's topics and the reader of job descriptions; reads a language's bank at its first use."""

    def __init__(self, bank_of: BankOf = bank_in) -> None:
        self._bank = bank_of

    def read_job(self, text: str, profile: Profile, resume_text: str = "") -> JobPosting:
        """The requirements of a job description, compared with what the resume shows. A very long one is read beside,
        where it keeps nobody who types waiting."""
        if not text.strip():
            return JobPosting()
        if len(text) <= QUICK_CHARS:
            return read_job(text, profile, resume_text)
        try:
            return beside.run(read_job, text, profile, resume_text)
        except GaveUp:
            # No text takes as long as that: the process beside cannot work just now.
            return read_job(text, profile, resume_text)

    def topics(self, profile: Profile, job: JobPosting, language: str) -> tuple[TopicOffer, ...]:
        """Topics the job asks for, in its order, then those that only the resume names, most prominent first, and what
        the work always has; of a known occupation none of ours that does not belong to it, unless it is all about
        something that the job asks for. Behind them stand the others of packs, which somebody put there to be
        chosen."""
        bank = self._bank(language)
        topics = {topic.topic: topic for topic in bank.topics}
        occupation = work_of_posting(job, bank) or occupations().get(profile.occupation)
        offers = [
            TopicOffer(id, topics[id].name, unmarked(_plainest(topics[id], requirements).line), is_from_job=True)
            for id, requirements in topics_of_job(replace(job, requirements=job.unmet_otherwise), bank).items()
            if occupation is None
            or id in occupation.topics
            or id in bank.sources
            or any(is_all_about(topics[id], each.skill) for each in requirements)
        ]
        known = {offer.id for offer in offers}
        offers += [
            TopicOffer(match.topic.topic, match.topic.name, unmarked(match.skill.line))
            for match in match_topics(profile, bank)
            if match.topic.topic not in known
            and (occupation is None or match.topic.topic in occupation.topics or match.topic.topic in bank.sources)
        ]
        known = {offer.id for offer in offers}
        always = () if occupation is None else (*occupation.core, *occupation.adjacent)
        further = dict.fromkeys((*always, *list(bank.sources)[:_MOST_OF_PACKS]))
        offers += [TopicOffer(id, topics[id].name) for id in further if id in topics and id not in known]
        return tuple(offers)

    def with_questions(self, profile: Profile, job: JobPosting, language: str) -> JobPosting:
        """The job, knowing of all it asks for whether the practice interviewer has a question on it for this person, or
        else in which other language."""
        left = self._without_question(job.needs, profile, job, language)
        lacking = dict.fromkeys(left, "")
        for other in FOLDERS:
            if other != language and left:
                nowhere = self._without_question(left, profile, job, other)
                lacking |= {need: other for need in left if need not in nowhere}
                left = nowhere
        return job.with_questions(lacking)

    def _without_question(
        self, needs: Sequence[Need], profile: Profile, job: JobPosting, language: str
    ) -> Sequence[Need]:
        left = list(needs)
        for topic, questions in self._asked_of(profile, job, self._bank(language)):
            for question in questions:
                left = [need for need in left if not any(is_about(question, topic, name) for name in need.skills)]
        return left

    def question_topics(self, profile: Profile, job: JobPosting, language: str) -> Mapping[str, tuple[str, ...]]:
        """For each skill a job asks for, the ids of the topics in which the practice interviewer has a question on it
        for this person, first those it belongs to."""
        skills = {one.skill for one in job.requirements}
        found: dict[str, list[str]] = {}
        for topic, questions in self._asked_of(profile, job, self._bank(language)):
            for skill in skills:
                if any(is_about(question, topic, skill) for question in questions):
                    found.setdefault(skill, []).append(topic.topic)
        own = self.requirement_topics(job, language)
        return {skill: tuple(sorted(ids, key=lambda id: id not in own.get(skill, ()))) for skill, ids in found.items()}

    def _asked_of(
        self, profile: Profile, job: JobPosting, bank: QuestionBank
    ) -> Iterator[tuple[Topic, list[BankQuestion]]]:
        """The topics of which this person may be asked for a job, with their questions for this person."""
        work = work_of_posting(job, bank) or occupations().get(profile.occupation)
        known_as = () if work is None else (work.profession, work.occupation)
        named = {*topics_of_job(job, bank), *(match.topic.topic for match in match_topics(profile, bank))}
        always = () if work is None else (*work.core, *work.adjacent)
        for topic in (*bank.of_kind(QuestionKind.SKILL), *bank.of_kind(QuestionKind.BEHAVIOURAL)):
            if (
                topic.kind is QuestionKind.BEHAVIOURAL
                or topic.topic in always
                or (
                    topic.topic in named and (work is None or topic.topic in work.topics or topic.topic in bank.sources)
                )
                # As topics() offers it for the job, it can be chosen.
                or any(is_all_about(topic, one.skill) for one in job.requirements)
            ):
                yield topic, [question for question in topic.questions if question.is_for(known_as)]

    def rounds(self, profile: Profile, job: JobPosting, language: str) -> tuple[Round, ...]:
        """The kinds of interview that make sense for this person; a design for those alone whose work has designs."""
        bank = self._bank(language)
        occupation = work_of_posting(job, bank) or occupations().get(profile.occupation)
        named = {match.topic.topic for match in match_topics(profile, bank)}
        asked = (named if occupation is None else occupation.topics) & {topic.topic for topic in bank.topics}
        return tuple(kind for kind in CHOSEN if kind is not Round.DESIGN or not asked.isdisjoint(DESIGN))

    def occupation_wanted(self, job: JobPosting, language: str) -> str:
        """The id of the occupation that a posting is for; "" when its title names none."""
        wanted = work_of_posting(job, self._bank(language))
        return "" if wanted is None else wanted.occupation

    def is_other_work(self, profile: Profile, job: JobPosting, language: str) -> bool:
        """Whether a posting is surely for another profession than that of the resume."""
        own, wanted = occupations().get(profile.occupation), work_of_posting(job, self._bank(language))
        return own is not None and wanted is not None and own.profession != wanted.profession

    def level_said(self, job: JobPosting) -> Level | None:
        """Junior or senior where the title of a posting says so."""
        return level_said(job.title)

    def occupation_name(self, id: str, language: str) -> str:
        """What an occupation is called in a language (ISO 639-1); "" when there is none with this id."""
        known = occupations().get(id)
        return "" if known is None else known.called(language)

    def occupation_called(self, name: str, language: str) -> str:
        """The id of the occupation that is called so in a language; "" when none is."""
        return next((id for id, known in occupations().items() if known.called(language) == name), "")

    def topic_of(self, question: Question) -> str:
        """The id of the topic of knowledge that a question is counted under, or that its skill belongs to; "" when
        none is known."""
        if question.kind is not QuestionKind.SKILL:
            return ""
        named = self.topic_id(question.category)
        of_skill = match_topics(Profile(skills=(Skill(question.category),)), self._bank("en"))
        return named or next((match.topic.topic for match in of_skill), "")

    def topic_id(self, name: str) -> str:
        """The id of a topic given by id or name, in any letter case; "" when there is none."""
        found = (find_topic(name, self._bank(language)) for language in FOLDERS)
        return next((topic.topic for topic in found if topic is not None), "")

    def requirement_topics(self, job: JobPosting, language: str) -> Mapping[str, tuple[str, ...]]:
        """For each skill a job asks for, the ids of the topics it belongs to in this language, first those that have a
        question about it."""
        bank = self._bank(language)
        topics = {topic.topic: topic for topic in bank.topics}
        found: dict[str, list[str]] = {}
        for id, requirements in topics_of_job(job, bank).items():
            for requirement in requirements:
                found.setdefault(requirement.skill, []).append(id)

        def lacks_one(id: str, skill: str) -> bool:
            return not any(is_about(question, topics[id], skill) for question in topics[id].questions)

        return {skill: tuple(sorted(ids, key=partial(lacks_one, skill=skill))) for skill, ids in found.items()}

    def is_named_after(self, topic: str, skill: str) -> bool:
        """Whether every question of a topic is about this skill: one about nursing is not about palliative care, though
        that belongs to nursing."""
        found = find_topic(topic, self._bank("en"))
        return found is not None and is_all_about(found, skill)

    def asks_about(self, question: Question, skill: str) -> bool:
        """Whether a question is about this skill, by its own words ("How did you react?" is not about React) unless its
        author in the bank says otherwise."""
        for _, kept in filter(None, (self._bank(language).by_id.get(question.bank_id) for language in FOLDERS)):
            if kept.question == question.text:
                return is_itself_about(kept, skill)
        return asks_about(question.text, [point.text for point in question.key_points], skill)

    def usual_name(self, skill: str) -> str:
        """What a skill is called now that may have been stored under another name; a job keeps its Chinese ones."""
        entry = lexicon().lookup(skill) if skill.isascii() else None
        return skill if entry is None else entry.name

    def usual_topics(self, title: str, language: str) -> tuple[tuple[str, str, bool], ...]:
        """What people with this job title are usually asked about, each (topic id, its name, whether it is the core of
        the work); nothing for a title that names no known occupation."""
        known = work_named(title)
        if known is None:
            return ()
        names = {topic.topic: topic.name for topic in self._bank(language).topics}
        both = ((known.core, True), (known.adjacent, False))
        return tuple((id, names[id], is_core) for ids, is_core in both for id in ids if id in names)

    def topics_in(self, language: str) -> frozenset[str]:
        """The ids of the topics there are questions about in this language."""
        return frozenset(topic.topic for topic in self._bank(language).topics)
