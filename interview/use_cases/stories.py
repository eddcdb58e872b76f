"""What can be done with stories: keep one, edit it, delete it, find those that fit a question or a job.

Nothing becomes a story by itself: answers and lines of a resume are offered, and kept when the person says so.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from datetime import datetime

from interview.core.options import Catalogue
from interview.core.profile import Profile
from interview.core.question import Position, Question
from interview.core.session import InterviewSession
from interview.core.story import (
    MOST_LINE_CHARS,
    Competency,
    JobStories,
    KeptStory,
    Origin,
    Seed,
    Story,
    StoryBank,
    StoryReader,
    StorySource,
    is_told,
    job_stories,
    tells_own_action,
)
from interview.core.turn import storable
from interview.errors import Code, Conflict, Invalid, NotFound
from interview.messages import Message
from interview.storage import store, stored_resumes, stories, targets
from interview.storage.store import Store
from interview.use_cases.deletion import Deletion

# Every one is read when the page is.
MOST_STORIES = 200
# Judged answers that are looked through for stories: more than anybody tells in months.
LATEST_ANSWERS = 200
MOST_OFFERS, MOST_SEEDS, MOST_FITTING = 5, 6, 5


class StoryService:
    """The use cases of stories. `now` gives aware datetimes."""

    def __init__(
        self,
        *,
        store: Store,
        deletion: Deletion,
        catalogue: Catalogue,
        reader: StoryReader,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._deletion = deletion
        self._catalogue = catalogue
        self._reader = reader
        self._now = now

    def all(self, owner: str) -> list[Story]:
        """The owner's stories, those changed last first."""
        with self._store.reading() as db:
            return stories.list_stories(db, owner)

    def get(self, owner: str, story_id: str) -> Story:
        """NotFound when the owner has no such story."""
        with self._store.reading() as db:
            return stories.get_story(db, owner, story_id)

    def bank(self, owner: str) -> StoryBank:
        """The stories with what is known of their parts, and what could become one and is none yet."""
        with self._store.reading() as db:
            kept = stories.list_stories(db, owner)
            judged = stories.judged_stories(db, owner, LATEST_ANSWERS)
            resumes = stored_resumes.list_resumes(db, owner)
        answers = {(answer.session_id, answer.main): answer for answer in judged}
        taken = {(story.source.session_id, story.source.main) for story in kept}
        texts = [_flat(story.text) for story in kept]
        offers = [
            answer
            for place, answer in answers.items()
            if place not in taken and not _is_kept(answer.text, texts) and tells_own_action(answer.grade)
        ]
        lines = {story.source.line for story in kept}
        told = dict.fromkeys(
            Seed(line, achievement.place)
            for resume in resumes[:1]
            for achievement in resume.profile.achievements
            if (line := achievement.line[:MOST_LINE_CHARS]) not in lines
        )
        return StoryBank(
            tuple(KeptStory(story, answers.get(_place(story))) for story in kept),
            tuple(offers[:MOST_OFFERS]),
            tuple(told)[:MOST_SEEDS],
        )

    def add(
        self,
        owner: str,
        *,
        text: str,
        title: str = "",
        tags: Sequence[Competency] = (),
        line: str = "",
    ) -> Story:
        """Keep a story that was written now, behind a `line` of a resume or without one. Invalid without a text, with
        too many words, or when there are too many stories."""
        line = " ".join(storable(line).split())[:MOST_LINE_CHARS]
        source = StorySource(Origin.RESUME if line else Origin.HAND, line=line)
        return self._insert(owner, title, text, tags, source)

    def keep_answer(self, owner: str, session_id: str, main: int) -> Story:
        """Keep an answer as it was given, tagged with what its question asks for; the story that it is already.

        NotFound for an interview or answer that is not there, Conflict (INTERVIEW_REPORT_NOT_READY) before the
        interview is over, Invalid when its question asks for no story.
        """
        with self._store.reading() as db:
            session = store.get_session(db, owner, session_id)
            known = stories.list_stories(db, owner)
        source = StorySource(Origin.ANSWER, session_id, main)
        same = next((story for story in known if story.source == source), None)
        if same is not None:
            return same
        if not session.is_complete:
            raise Conflict(Code.INTERVIEW_REPORT_NOT_READY, Message.of("error.story_too_early"))
        turn = next(iter(session.group(main)), None)
        if turn is None or not (turn.answer.text or "").strip():
            raise NotFound(Code.INTERVIEW_QUESTION_NOT_FOUND, Message.of("error.no_such_question"))
        if not is_told(turn.question):
            raise Invalid(Code.INPUT_INVALID, Message.of("error.story_of_no_story"))
        competency = self._reader.asked_for(turn.question)
        return self._insert(owner, "", turn.answer.text or "", () if competency is None else (competency,), source)

    def _insert(self, owner: str, title: str, text: str, tags: Sequence[Competency], source: StorySource) -> Story:
        now = self._now()
        empty = Story(uuid.uuid4().hex, owner, "", "", now, now, source=source)
        made = empty.edited(title=storable(title), text=storable(text), tags=tags, at=now)
        with self._store.transaction() as db:
            if stories.count_stories(db, owner) >= MOST_STORIES:
                raise Invalid(Code.INPUT_INVALID, Message.of("error.too_many_stories", most=MOST_STORIES))
            stories.insert_story(db, made)
        return made

    def edit(
        self,
        owner: str,
        story_id: str,
        *,
        title: str,
        text: str,
        tags: Sequence[Competency],
        seen: datetime | None = None,
    ) -> Story:
        """Write a story's words and tags. Conflict when it was changed after `seen`, so that no tab writes over what
        another one saved."""
        with self._store.transaction() as db:
            known = stories.get_story(db, owner, story_id, lock=True)
            if seen is not None and known.updated_at != seen:
                raise Conflict(Code.STORY_CHANGED, Message.of("error.story_changed"))
            changed = known.edited(title=storable(title), text=storable(text), tags=tags, at=self._now())
            stories.put_story(db, changed)
        return changed

    def delete(self, owner: str, story_id: str) -> None:
        """Delete a story; the interview it came from stays."""
        self._deletion.story(owner, story_id)

    def fitting(self, owner: str, question: Question) -> list[Story]:
        """The owner's stories that show what a question asks for, at most MOST_FITTING; the story that an answer to
        this very line of the resume became stands first."""
        return self._fitting(self.all(owner), question) if is_told(question) else []

    def _fitting(self, known: Sequence[Story], question: Question) -> list[Story]:
        competency = self._reader.asked_for(question)
        behind = [story for story in known if story.source.line and story.source.line in question.text]
        tagged = [story for story in known if competency is not None and competency in story.tags]
        return list(dict.fromkeys((*behind, *tagged)))[:MOST_FITTING]

    def beside(self, owner: str, session: InterviewSession) -> dict[Position, Story]:
        """The owner's own story for each answer of an interview to a question that asks for one, to stand beside the
        reference answer; none for follow-ups, nor where it is the answer itself."""
        asked = [turn for turn in session.turns if not turn.position.is_follow_up and is_told(turn.question)]
        known = self.all(owner) if asked else []
        found = {}
        for turn in asked:
            said = (turn.answer.text or "").strip()
            story = next((each for each in self._fitting(known, turn.question) if each.text != said), None)
            if story is not None:
                found[turn.position] = story
        return found

    def for_job(self, owner: str, target_id: str) -> JobStories:
        """Which of the owner's stories answer what a kept job asks for; NotFound when the owner has no such job."""
        with self._store.reading() as db:
            target = targets.get_target(db, owner, target_id)
            kept = stories.list_stories(db, owner)
        return job_stories(target, self._catalogue.read_job(target.text, Profile()), kept, self._reader)


def _flat(text: str) -> str:
    return " ".join(text.split()).casefold()


def _is_kept(text: str, kept: Sequence[str]) -> bool:
    """Whether an answer is a kept story word for word, a part of it, or it with not much more around it."""
    said = _flat(text)
    return any(said in known or (known in said and 2 * len(known) >= len(said)) for known in kept)


def _place(story: Story) -> tuple[str, int]:
    return (story.source.session_id or "", -1 if story.source.main is None else story.source.main)
