"""What can be done with interviews once they are there: find, name, tag, delete several, take out what was settled.

It never changes a question, an answer or a grade.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from interview.core.annotations import label
from interview.core.grading import Grade
from interview.core.history import HistoryFilter, clean_tags, clean_title
from interview.core.identity import InterviewerId
from interview.core.receipt import Receipt
from interview.core.report import SessionLine
from interview.core.session import InterviewSession
from interview.core.turn import Turn
from interview.errors import Code, Invalid
from interview.messages import Message
from interview.storage import history, settled_verdicts
from interview.storage.store import Store
from interview.use_cases.deletion import Deletion
from interview.use_cases.session_changes import SessionChanges

MOST_AT_ONCE = 100


@dataclass(frozen=True)
class SettledAnswer:
    """An answer of which the candidate settled at least one verdict. `language` is the interview's."""

    language: str
    turn: Turn
    grade: Grade


class History:
    """The history's use cases."""

    def __init__(self, *, store: Store, changes: SessionChanges, deletion: Deletion) -> None:
        self._store = store
        self._changes = changes
        self._deletion = deletion

    def search(
        self, owner: str, wanted: HistoryFilter, *, limit: int = 25, offset: int = 0
    ) -> tuple[list[SessionLine], int]:
        """A page of what is wanted, newest first, and how many sessions are wanted in all."""
        with self._store.reading() as db:
            return history.find_page(db, owner, wanted, limit=limit, offset=offset)

    def has_any(self, owner: str) -> bool:
        """Whether the owner has an interview."""
        with self._store.reading() as db:
            return history.has_any(db, owner)

    def interviewers(self, owner: str) -> list[InterviewerId]:
        """Everyone who held one of the owner's interviews, in order of kind and model."""
        with self._store.reading() as db:
            return history.list_interviewers(db, owner)

    def label(
        self, owner: str, session_id: str, *, title: str | None = None, tags: Iterable[str] | None = None
    ) -> InterviewSession:
        """Give a session a title ("": the resume's name again) or tags; None leaves what is there.

        Invalid when one is too long or there are too many tags, NotFound when the owner has no such session.
        """

        def labelled(session: InterviewSession) -> InterviewSession:
            new_title = session.title if title is None else clean_title(title)
            return label(session, new_title, session.tags if tags is None else clean_tags(tags))

        return self._changes.make(owner, session_id, labelled)[1]

    def delete(self, owner: str, session_ids: Sequence[str]) -> Receipt:
        """Delete several sessions with all that hangs on them, as far as they are there. Invalid for over 100."""
        if len(session_ids) > MOST_AT_ONCE:
            raise Invalid(Code.INPUT_INVALID, Message.of("error.delete_too_many", most=MOST_AT_ONCE))
        return self._deletion.sessions(owner, session_ids)

    def settled(self, owner: str) -> Iterator[SettledAnswer]:
        """Every answer with a settled verdict: newest interview first, in each in the order asked.

        Each interview is read when it is come to, so that no more than one is in memory and slow readers hold no
        transaction. Unavailable, also later, when the database cannot be reached.
        """
        with self._store.reading() as db:
            session_ids = settled_verdicts.settled_sessions(db, owner)
        return self._settled_of(owner, session_ids)

    def _settled_of(self, owner: str, session_ids: Sequence[str]) -> Iterator[SettledAnswer]:
        for session_id in session_ids:
            with self._store.reading() as db:
                found = settled_verdicts.settled_answers(db, owner, session_id)
            yield from (SettledAnswer(*each) for each in found)

    def settled_language(self, owner: str) -> str | None:
        """The language of the interview in which a verdict was settled last; None when nothing is settled.

        Cheap enough for a page: it looks through the latest 5,000 grades only.
        """
        with self._store.reading() as db:
            return settled_verdicts.latest_language(db, owner)
