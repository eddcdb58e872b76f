"""People who have something of everything, for calls to the API that name what is there.

What a call may use up, or delete, is made anew for it; all else is made once for each person.
"""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import httpx2

from tests.servers import wait_until

RESUME = (
    "Ada Example\nSkills: Python, PostgreSQL, Redis\nExperience\n"
    "Built a billing service in Python at Example Ltd, which cut the time of a report by 40 percent."
)
JOB = "We look for an engineer who knows Python, PostgreSQL and Kafka. Requirements: Docker and Redis."
ANSWER = "I wrote the query again, added an index and measured that the report took a second instead of a minute."
USER = "X-Forwarded-User"
# What is bounded for each person by settings is not what is tried here.
UNBOUNDED = {
    "rate_limit_create": "100000/minute",
    "rate_limit_answer": "10000/second",
    "rate_limit_answer_person": "10000/second",
    "rate_limit_costly": "100000/minute",
    "rate_limit_requests": "10000/second",
}
# A report takes twenty links and twenty mentors; below that many there is always a place for one more.
MOST_KEPT = 10


@dataclass(frozen=True)
class Graded:
    """A finished interview with its report: its id, and by the index of a question the ids of its key points."""

    id: str
    points: Mapping[int, Sequence[str]]


@dataclass
class Owner:
    """A person who signed in, and what is theirs."""

    name: str
    resume: str = ""
    target: str = ""
    story: str = ""
    open: str = ""
    graded: list[Graded] = field(default_factory=list)


class SeededApi:
    """`people` who each have a resume, a job, a story, an open interview and `reports` graded ones.

    `listeners` more have an interview alone: how much is read aloud to one person in a minute is no setting. `http`
    reaches the API; `reached` says to Schemathesis how it does; `proof` is what the sign-in proxy adds to a request.
    `grade` has an interview of somebody graded, or lets a worker do it. `database` is the file of the API's database.
    """

    def __init__(
        self,
        http: httpx2.Client,
        database: Path,
        grade: Callable[[str, str], object] = lambda _name, _interview: None,
        *,
        reached: Mapping[str, Any],
        proof: Mapping[str, str],
        people: int,
        reports: int,
        listeners: int,
    ) -> None:
        self.reached = reached
        self._http = http
        self._database = database
        self._grade = grade
        self._proof = proof
        self._numbers = itertools.count()
        self.people = [self._person(reports) for _ in range(people)]
        self.listeners = [self.newcomer() for _ in range(listeners)]
        for each in self.listeners:
            each.open = self.new_interview(each)
        self._put_answers_into_the_past()

    def headers(self, owner: Owner) -> dict[str, str]:
        """What the sign-in proxy sends with a request of this person."""
        return {USER: owner.name, **self._proof}

    def described(self) -> dict[str, Any]:
        """The OpenAPI document as the app serves it."""
        found: dict[str, Any] = self._http.get("/openapi.json", headers=self.headers(Owner("reader"))).json()
        return found

    def made(self, owner: Owner, method: str, path: str, body: Any = None, **more: Any) -> Any:
        """The reply to a request that has to succeed."""
        sent = {"json": body} if body is not None else {}
        reply = self._http.request(method, path, headers=self.headers(owner), **sent, **more)
        assert reply.is_success, f"{method} {path}: {reply.status_code} {reply.text}"
        return reply.json() if reply.content else None

    def newcomer(self) -> Owner:
        """Somebody who comes for the first time and has nothing."""
        return Owner(f"person-{next(self._numbers)}@example.org")

    def new_resume(self, owner: Owner) -> str:
        """The id of a resume that nothing else uses."""
        text = f"{RESUME}\nReference {next(self._numbers)}"
        upload = {"file": ("cv.txt", text.encode(), "text/plain")}
        return str(self.made(owner, "POST", "/resumes", files=upload)["resumeId"])

    def new_target(self, owner: Owner) -> str:
        """The id of a job that nothing else uses."""
        body = {"title": f"Engineer {next(self._numbers)}", "jobText": JOB}
        return str(self.made(owner, "POST", "/interview/targets", body)["targetId"])

    def new_story(self, owner: Owner) -> str:
        """The id of a story."""
        return str(self.made(owner, "POST", "/interview/stories", {"title": "The report", "text": ANSWER})["storyId"])

    def new_interview(self, owner: Owner, answers: int = 0, **wanted: Any) -> str:
        """The id of an open interview of three questions, or as `wanted`, the first `answers` of them answered."""
        body = {"resumeText": RESUME, "questionCount": 3, "followUpCount": 0, "forceCreate": True, **wanted}
        if "resumeId" in wanted:
            del body["resumeText"]
        made = str(self.made(owner, "POST", "/interview/sessions", body)["sessionId"])
        for index in range(answers):
            sent = {"questionIndex": index, "answer": ANSWER}
            self.made(owner, "POST", f"/interview/sessions/{made}/answers", sent)
        return made

    def finished(self, owner: Owner) -> str:
        """The id of an interview that is over, of which nobody has read the report."""
        made = self.new_interview(owner, questionCount=1)
        self.made(owner, "POST", f"/interview/sessions/{made}/complete")
        return made

    def open_interview(self, owner: Owner) -> str:
        """The id of the person's open interview; a new one where what was tried has ended or deleted it."""
        reply = self._http.get(f"/interview/sessions/{owner.open}/question", headers=self.headers(owner))
        if not reply.is_success or reply.json()["question"] is None:
            owner.open = self.new_interview(owner, questionCount=12)
        return owner.open

    def current(self, owner: Owner, interview: str) -> int:
        """The index of the question that is asked now."""
        return int(self.made(owner, "GET", f"/interview/sessions/{interview}/question")["currentIndex"])

    def new_share(self, owner: Owner, graded: Graded) -> str:
        """The id of a new link to a report; the others are stopped once there are many."""
        return str(self._new_share(owner, graded)["shareId"])

    def new_link(self, owner: Owner, graded: Graded) -> str:
        """The token of a new link to a report."""
        return str(self._new_share(owner, graded)["token"])

    def _new_share(self, owner: Owner, graded: Graded) -> Any:
        self.keep_few_shares(owner, graded)
        return self.made(owner, "POST", f"/interview/sessions/{graded.id}/shares", {"days": 7})

    def keep_few_shares(self, owner: Owner, graded: Graded) -> None:
        """Stop the links to a report once there are many."""
        path = f"/interview/sessions/{graded.id}/shares"
        shares = self.made(owner, "GET", path)
        for share in shares if len(shares) >= MOST_KEPT else ():
            self.made(owner, "DELETE", f"{path}/{share['shareId']}")

    def new_mentor(self, owner: Owner, graded: Graded) -> str:
        """The id of a mentor who has said something of a report."""
        path, name = f"/interview/sessions/{graded.id}", "Mo"
        note = {"questionIndex": min(graded.points), "comment": "Say what it cost."}
        file = {"format": "mock-interview-mentor", "version": 1, "sessionId": graded.id, "name": name, "notes": [note]}
        self.keep_few_mentors(owner, graded)
        self.made(owner, "POST", f"{path}/mentors", file)
        notes = self.made(owner, "GET", f"{path}/report")["mentorNotes"]
        return next(str(note["mentorId"]) for note in notes if note["name"] == name)

    def keep_few_mentors(self, owner: Owner, graded: Graded) -> None:
        """Delete what mentors said of a report once there are many."""
        path = f"/interview/sessions/{graded.id}"
        mentors = {note["mentorId"] for note in self.made(owner, "GET", f"{path}/report")["mentorNotes"]}
        for mentor in mentors if len(mentors) >= MOST_KEPT else ():
            self.made(owner, "DELETE", f"{path}/mentors/{mentor}")

    def graded(self, owner: Owner, pick: Random) -> Graded:
        """One of the person's finished reports, once it is finished where somebody had it graded again."""
        graded: Graded = one_of(pick, owner.graded)
        self._report(owner, graded.id)
        return graded

    def _person(self, reports: int) -> Owner:
        owner = self.newcomer()
        owner.resume = self.new_resume(owner)
        owner.target = self.new_target(owner)
        owner.story = self.new_story(owner)
        owner.open = self.new_interview(owner, resumeId=owner.resume, questionCount=12, targetId=owner.target)
        interviews = [self.new_interview(owner, 2, questionCount=2) for _ in range(reports)]
        owner.graded = [Graded(each, _points(self._report(owner, each))) for each in interviews]
        return owner

    def _put_answers_into_the_past(self) -> None:
        """So that the key points that they missed are due by now."""
        with closing(sqlite3.connect(self._database, timeout=30)) as database, database:
            database.execute(
                "UPDATE turn SET submitted_at = '2026-01-05 09:00:00.000000' WHERE session_id IN "
                "(SELECT id FROM session WHERE completed_at IS NOT NULL)"
            )

    def _report(self, owner: Owner, interview: str) -> Any:
        self._grade(owner.name, interview)
        path = f"/interview/sessions/{interview}/report"
        return wait_until(lambda: self._if_completed(owner, path), 120, "an interview is graded")

    def _if_completed(self, owner: Owner, path: str) -> Any:
        reply = self._http.get(path, headers=self.headers(owner)).json()
        return reply if reply.get("evaluateStatus") == "COMPLETED" else None


def _points(report: Any) -> dict[int, list[str]]:
    return {each["questionIndex"]: [point["pointId"] for point in each["evidence"]] for each in report["questions"]}


def one_of(pick: Random, found: Sequence[Any]) -> Any:
    """One of several, by the number that was drawn for a call."""
    return found[pick.randrange(len(found))]
