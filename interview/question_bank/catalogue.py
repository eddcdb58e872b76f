"""What practice and model interviewer share before the first question: job descriptions read, topics by name.

Implements core.options.Catalogue on the question bank. It asks nothing and keeps nothing.
"""

from __future__ import annotations

from interview.core.options import TopicOffer
from interview.core.posting import JobPosting
from interview.core.profile import Profile
from interview.occupations.occupation import occupations
from interview.question_bank.bank import QuestionBank, load_bank
from interview.question_bank.topics import find_topic, match_topics, topics_of_job
from interview.resume.profile.job_requirements import read_job
from interview.text.excerpts import unmarked

# Each is a row of controls on the start page.
_MOST_OF_PACKS = 30


class TopicCatalogue:
    """The bank's topics and the reader of job descriptions; reads the bank at its first use."""

    def __init__(self, bank: QuestionBank | None = None) -> None:
        self._given = bank

    @property
    def _bank(self) -> QuestionBank:
        return load_bank() if self._given is None else self._given

    def read_job(self, text: str, profile: Profile) -> JobPosting:
        """The requirements of a job description, compared with what the resume shows."""
        return read_job(text, profile) if text.strip() else JobPosting()

    def topics(self, profile: Profile, job: JobPosting) -> tuple[TopicOffer, ...]:
        """Topics the job asks for, in its order, then those that only the resume names, most prominent first, then
        the others of packs, which somebody put there to be chosen."""
        topics = {topic.topic: topic for topic in self._bank.topics}
        offers = [
            TopicOffer(id, topics[id].name, unmarked(requirements[0].line), is_from_job=True)
            for id, requirements in topics_of_job(job, self._bank).items()
        ]
        known = {offer.id for offer in offers}
        offers += [
            TopicOffer(match.topic.topic, match.topic.name, unmarked(match.skill.line))
            for match in match_topics(profile, self._bank)
            if match.topic.topic not in known
        ]
        known = {offer.id for offer in offers}
        others = [id for id in self._bank.sources if id not in known]
        offers += [TopicOffer(id, topics[id].name) for id in others[:_MOST_OF_PACKS]]
        return tuple(offers)

    def occupation_name(self, id: str, language: str) -> str:
        """What an occupation is called in a language (ISO 639-1); "" when there is none with this id."""
        known = occupations().get(id)
        return "" if known is None else known.called(language)

    def topic_id(self, name: str) -> str:
        """The id of a topic given by id or name, in any letter case; "" when there is none."""
        topic = find_topic(name, self._bank)
        return "" if topic is None else topic.topic
