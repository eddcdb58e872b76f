"""For every operation of the API, values that name what is there, in place of those that were generated for it.

What is not named here stays as it was generated: words, numbers, dates, choices.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.openai_speech import tone
from tests.seeded_api import ANSWER, JOB, RESUME, Owner, SeededApi, one_of

_SESSION = "/interview/sessions/{session_id}"
_ROUNDS = ("mixed", "short", "phone", "technical", "design", "behavioural", "manager", "full")
_ZONES = ("UTC", "Europe/Berlin", "Asia/Shanghai")
# Schemathesis sends bytes without a name; a file has one, and its ending says what it is.
_RECORDING = {"audio": ("answer.wav", tone(0.2), "audio/wav")}


@dataclass(frozen=True)
class Real:
    """Values of one call: for path, query, fields of the body; headers that a browser adds; a file; who calls."""

    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, Any] = field(default_factory=dict)
    body: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Any] | None = None
    owner: Owner | None = None


Values = Callable[[SeededApi, Owner, Random], Real]


def _in_open(**body: Any) -> Values:
    """An open interview, and which question is asked now."""

    def values(api: SeededApi, owner: Owner, _: Random) -> Real:
        interview = api.open_interview(owner)
        named = {"questionIndex": api.current(owner, interview)} if body else {}
        return Real({"session_id": interview}, body=named | body)

    return values


def _in_new(answers: int = 0, **body: Any) -> Values:
    """An interview that was begun for this call."""

    def values(api: SeededApi, owner: Owner, _: Random) -> Real:
        return Real({"session_id": api.new_interview(owner, answers), "index": "0"}, body=body)

    return values


def _of_report(**body: Any) -> Values:
    """A finished report, and one of its questions."""

    def values(api: SeededApi, owner: Owner, pick: Random) -> Real:
        graded = api.graded(owner, pick)
        named = {"questionIndex": one_of(pick, list(graded.points))} if body else {}
        return Real({"session_id": graded.id}, {"timeZone": one_of(pick, _ZONES)}, named | body)

    return values


def _upload(api: SeededApi, _: Owner, pick: Random) -> Real:
    text = f"{RESUME}\nReference {pick.randrange(1000)}".encode()
    return Real(files={"file": one_of(pick, [("cv.txt", text, "text/plain"), ("cv.md", text, "text/markdown")])})


def _resume(api: SeededApi, owner: Owner, _: Random) -> Real:
    return Real({"resume_id": owner.resume}, body={"occupation": ""})


def _target(api: SeededApi, owner: Owner, pick: Random) -> Real:
    body = {"title": f"Engineer {pick.randrange(20)}"}
    return Real({"target_id": owner.target}, {"resumeId": one_of(pick, ["", owner.resume])}, body)


def _story(api: SeededApi, owner: Owner, _: Random) -> Real:
    return Real({"story_id": owner.story}, body={"title": "", "text": ANSWER, "seenAt": None, "sessionId": ""})


def _own_questions(api: SeededApi, _: Owner, pick: Random) -> Real:
    return Real(body={"questions": f"What is an index?\nWhy number {pick.randrange(50)}?", "company": "Northwind"})


def _interview(api: SeededApi, owner: Owner, pick: Random) -> Real:
    source = one_of(
        pick,
        [
            {"resumeId": owner.resume, "targetId": owner.target},
            {"resumeId": None, "resumeText": RESUME, "jobText": JOB},
            {"resumeText": "", "resumeId": None, "occupation": "nurse"},
        ],
    )
    usual: dict[str, Any] = {
        "language": "",
        "leaveOut": [],
        "moreOf": [],
        "topic": None,
        "occupation": "",
        "targetId": "",
    }
    return Real(body={**usual, "round": one_of(pick, _ROUNDS), **source})


def _outlook(api: SeededApi, owner: Owner, pick: Random) -> Real:
    return Real(body=one_of(pick, [{"resumeId": owner.resume}, {"resumeId": None, "resumeText": RESUME}]))


def _delete_several(api: SeededApi, owner: Owner, pick: Random) -> Real:
    return Real(body={"sessionIds": [api.new_interview(owner), f"none-{pick.randrange(100)}"]})


def _submit(api: SeededApi, owner: Owner, _: Random) -> Real:
    interview = api.open_interview(owner)
    return Real({"session_id": interview}, body={"questionIndex": api.current(owner, interview), "swaps": None})


def _keep(api: SeededApi, owner: Owner, _: Random) -> Real:
    interview = api.new_interview(owner, 1)
    api.made(owner, "POST", f"/interview/sessions/{interview}/answers/0/reopen")
    return Real({"session_id": interview, "index": "0"})


def _transcription(api: SeededApi, owner: Owner, pick: Random) -> Real:
    listener = one_of(pick, api.listeners)
    return Real({"session_id": listener.open}, {"language": "en"}, files=_RECORDING, owner=listener)


def _speech(api: SeededApi, owner: Owner, pick: Random) -> Real:
    listener = one_of(pick, api.listeners)
    return Real({"session_id": listener.open, "index": "0"}, {"swaps": 0}, owner=listener)


def _verdict(api: SeededApi, owner: Owner, pick: Random) -> Real:
    graded = api.graded(owner, pick)
    index = one_of(pick, [index for index, points in graded.points.items() if points])
    body = {"questionIndex": index, "pointId": one_of(pick, graded.points[index])}
    return Real({"session_id": graded.id}, body=body)


def _grade_again(api: SeededApi, owner: Owner, pick: Random) -> Real:
    graded = api.graded(owner, pick)
    index = one_of(pick, [None, *graded.points])
    return Real({"session_id": graded.id}, body={"questionIndex": index, "secondOpinion": False})


def _comparison(api: SeededApi, owner: Owner, pick: Random) -> Real:
    return Real(query={name: api.graded(owner, pick).id for name in ("first", "second")})


def _share(api: SeededApi, owner: Owner, pick: Random) -> Real:
    graded = api.graded(owner, pick)
    api.keep_few_shares(owner, graded)
    return Real({"session_id": graded.id}, body={"days": one_of(pick, [1, 7, 30])})


def _stop_sharing(api: SeededApi, owner: Owner, pick: Random) -> Real:
    graded = api.graded(owner, pick)
    return Real({"session_id": graded.id, "share_id": api.new_share(owner, graded)})


def _comment(api: SeededApi, owner: Owner, pick: Random) -> Real:
    graded = api.graded(owner, pick)
    api.keep_few_mentors(owner, graded)
    index, points = one_of(pick, list(graded.points.items()))
    said = {"comment": "Say what it cost.", "verdicts": dict.fromkeys(points[:1], "partly"), "seen": ""}
    link = {"X-Share-Token": api.new_link(owner, graded)}
    return Real(body={"name": "Mo", "questionIndex": index, **said}, headers=link, owner=api.newcomer())


def _mentor_file(api: SeededApi, owner: Owner, pick: Random) -> Real:
    graded = api.graded(owner, pick)
    api.keep_few_mentors(owner, graded)
    index, points = one_of(pick, list(graded.points.items()))
    note = {"questionIndex": index, "comment": "Say what it cost.", "verdicts": dict.fromkeys(points[:1], "partly")}
    return Real({"session_id": graded.id}, body={"sessionId": graded.id, "name": "Mo", "notes": [note]})


def _delete_comments(api: SeededApi, owner: Owner, pick: Random) -> Real:
    graded = api.graded(owner, pick)
    return Real({"session_id": graded.id, "mentor_id": api.new_mentor(owner, graded)})


def _erase(api: SeededApi, _: Owner, pick: Random) -> Real:
    somebody = api.newcomer()
    for _number in range(pick.randrange(3)):
        api.new_interview(somebody)
    return Real(query={"confirm": "everything"}, owner=somebody)


def _export_all(api: SeededApi, _: Owner, pick: Random) -> Real:
    # A PDF for each report makes it the dearest call of all.
    return Real(query={"timeZone": one_of(pick, _ZONES)}, owner=one_of(pick, api.listeners))


def _nothing(api: SeededApi, owner: Owner, pick: Random) -> Real:
    return Real()


REAL: dict[str, Values] = {
    "GET /language/{language}": lambda api, owner, pick: Real({"language": one_of(pick, ["en", "zh"])}),
    "GET /resumes": _nothing,
    "POST /resumes": _upload,
    "PATCH /resumes/{resume_id}": _resume,
    "DELETE /resumes/{resume_id}": lambda api, owner, pick: Real({"resume_id": api.new_resume(owner)}),
    "GET /interview/targets": _nothing,
    "POST /interview/targets": _target,
    "GET /interview/targets/{target_id}": _target,
    "PUT /interview/targets/{target_id}": _target,
    "DELETE /interview/targets/{target_id}": lambda api, owner, pick: Real({"target_id": api.new_target(owner)}),
    "GET /interview/stories": _nothing,
    "POST /interview/stories": _story,
    "GET /interview/stories/{story_id}": _story,
    "PUT /interview/stories/{story_id}": _story,
    "DELETE /interview/stories/{story_id}": lambda api, owner, pick: Real({"story_id": api.new_story(owner)}),
    "POST /interview/own-questions/transcription": _transcription,
    "POST /interview/own-questions": _own_questions,
    "POST /interview/sessions": _interview,
    "GET /interview/sessions": _nothing,
    "POST /interview/outlook": _outlook,
    "POST /interview/outlook/told": _outlook,
    "GET /interview/occupations": _nothing,
    "POST /interview/sessions/delete": _delete_several,
    "GET /interview/sessions/unfinished/{resume_id}": _resume,
    f"GET {_SESSION}": _in_open(),
    f"PATCH {_SESSION}": _in_open(),
    f"DELETE {_SESSION}": _in_new(),
    f"GET {_SESSION}/question": _in_open(),
    f"GET {_SESSION}/permit": _in_open(),
    f"PUT {_SESSION}/answers": _submit,
    f"POST {_SESSION}/answers": _submit,
    f"POST {_SESSION}/swap": _in_new(questionIndex=0, swaps=None),
    f"POST {_SESSION}/answers/{{index}}/reopen": _in_new(1),
    f"POST {_SESSION}/answers/{{index}}/keep": _keep,
    f"PUT {_SESSION}/flag": _in_open(flagged=True),
    f"POST {_SESSION}/hint": _submit,
    f"POST {_SESSION}/transcription": _transcription,
    f"POST {_SESSION}/complete": _in_new(1),
    f"GET {_SESSION}/questions/{{index}}/speech": _speech,
    f"GET {_SESSION}/speech/submit": _speech,
    f"GET {_SESSION}/report": _of_report(),
    f"POST {_SESSION}/evaluation": _grade_again,
    f"PUT {_SESSION}/verdict": _verdict,
    "GET /interview/verdicts": _nothing,
    f"POST {_SESSION}/prediction": lambda api, owner, pick: Real({"session_id": api.finished(owner)}),
    "GET /interview/comparison": _comparison,
    f"GET {_SESSION}/export": _of_report(),
    f"POST {_SESSION}/retake": _of_report(questionIndex=0),
    f"GET {_SESSION}/retake": _of_report(),
    f"POST {_SESSION}/practice": _of_report(),
    "GET /interview/due": _nothing,
    "POST /interview/due": _nothing,
    f"POST {_SESSION}/shares": _share,
    f"GET {_SESSION}/shares": _of_report(),
    f"DELETE {_SESSION}/shares/{{share_id}}": _stop_sharing,
    f"GET {_SESSION}/mentor-file": _of_report(),
    f"POST {_SESSION}/mentors": _mentor_file,
    f"DELETE {_SESSION}/mentors/{{mentor_id}}": _delete_comments,
    "PUT /interview/shared/comment": _comment,
    "GET /my-data": _nothing,
    "DELETE /my-data": _erase,
    "GET /my-data/export": _export_all,
    "GET /sign-out": lambda api, owner, pick: Real(headers={"Sec-Fetch-Site": "same-origin"}),
    "GET /interview/trends/{table}": _nothing,
    "GET /health": _nothing,
    "GET /health/live": _nothing,
    "GET /health/ready": _nothing,
}
