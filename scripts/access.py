"""Who may ask for what, where people sign in: one line for every address, and how it reads in docs/access.md.

tests/integration/test_access.py walks the addresses of the app, so that none is without a line, and asks for each as
everybody.
"""

from __future__ import annotations

from enum import StrEnum


class Who(StrEnum):
    """Who gets in. Whoever is kept out or whose sign-in has run out is nobody here."""

    EVERYBODY = "everybody"
    SIGNED_IN = "whoever is signed in; nothing of anybody is there"
    EACH = "whoever is signed in, each to what is theirs alone"
    TOLD = "whoever is signed in and was told its address, which nobody can guess"
    OWNER = "the person whose it is; for all others it is not there"
    OPERATOR = "operators"


_SESSION = "/api/interview/sessions/{session_id}"
WHO: dict[str, Who] = {
    "GET /auth/sign-in": Who.EVERYBODY,
    "GET /auth/login": Who.EVERYBODY,
    "GET /auth/callback": Who.EVERYBODY,
    "GET /auth/logout": Who.EVERYBODY,
    "POST /auth/logout": Who.EVERYBODY,
    "GET /api/health": Who.EVERYBODY,
    "GET /api/health/live": Who.EVERYBODY,
    "GET /api/health/ready": Who.EVERYBODY,
    "GET /_stcore/health": Who.EVERYBODY,
    "GET /api/language/{language}": Who.EVERYBODY,
    "GET /api/docs": Who.SIGNED_IN,
    "GET /api/openapi.json": Who.SIGNED_IN,
    "GET /api/interview/occupations": Who.SIGNED_IN,
    "POST /api/interview/outlook": Who.EACH,
    "POST /api/interview/outlook/told": Who.EACH,
    "GET /api/interview/trends/{table}": Who.EACH,
    "GET /api/my-data": Who.EACH,
    "GET /api/my-data/export": Who.EACH,
    "DELETE /api/my-data": Who.EACH,
    "GET /api/sign-out": Who.SIGNED_IN,
    "GET /api/resumes": Who.EACH,
    "POST /api/resumes": Who.EACH,
    "PATCH /api/resumes/{resume_id}": Who.OWNER,
    "DELETE /api/resumes/{resume_id}": Who.OWNER,
    "GET /api/interview/targets": Who.EACH,
    "POST /api/interview/targets": Who.EACH,
    "GET /api/interview/targets/{target_id}": Who.OWNER,
    "PUT /api/interview/targets/{target_id}": Who.OWNER,
    "DELETE /api/interview/targets/{target_id}": Who.OWNER,
    "GET /api/interview/stories": Who.EACH,
    "POST /api/interview/stories": Who.EACH,
    "GET /api/interview/stories/{story_id}": Who.OWNER,
    "PUT /api/interview/stories/{story_id}": Who.OWNER,
    "DELETE /api/interview/stories/{story_id}": Who.OWNER,
    "POST /api/interview/own-questions": Who.EACH,
    "POST /api/interview/own-questions/transcription": Who.EACH,
    "GET /api/interview/sessions": Who.EACH,
    "POST /api/interview/sessions": Who.EACH,
    "POST /api/interview/sessions/delete": Who.EACH,
    "GET /api/interview/sessions/unfinished/{resume_id}": Who.EACH,
    f"GET {_SESSION}": Who.OWNER,
    f"PATCH {_SESSION}": Who.OWNER,
    f"DELETE {_SESSION}": Who.OWNER,
    f"GET {_SESSION}/question": Who.OWNER,
    f"GET {_SESSION}/permit": Who.OWNER,
    f"PUT {_SESSION}/answers": Who.OWNER,
    f"POST {_SESSION}/answers": Who.OWNER,
    f"POST {_SESSION}/answers/{{index}}/reopen": Who.OWNER,
    f"POST {_SESSION}/answers/{{index}}/keep": Who.OWNER,
    f"POST {_SESSION}/swap": Who.OWNER,
    f"PUT {_SESSION}/flag": Who.OWNER,
    f"POST {_SESSION}/hint": Who.OWNER,
    f"POST {_SESSION}/transcription": Who.OWNER,
    f"POST {_SESSION}/complete": Who.OWNER,
    f"GET {_SESSION}/questions/{{index}}/speech": Who.OWNER,
    f"GET {_SESSION}/speech/submit": Who.OWNER,
    f"GET {_SESSION}/report": Who.OWNER,
    f"POST {_SESSION}/evaluation": Who.OWNER,
    f"PUT {_SESSION}/verdict": Who.OWNER,
    "GET /api/interview/verdicts": Who.EACH,
    f"POST {_SESSION}/prediction": Who.OWNER,
    "GET /api/interview/comparison": Who.OWNER,
    f"GET {_SESSION}/export": Who.OWNER,
    f"POST {_SESSION}/retake": Who.OWNER,
    f"GET {_SESSION}/retake": Who.OWNER,
    f"POST {_SESSION}/practice": Who.OWNER,
    "GET /api/interview/due": Who.EACH,
    "POST /api/interview/due": Who.EACH,
    f"POST {_SESSION}/shares": Who.OWNER,
    f"GET {_SESSION}/shares": Who.OWNER,
    f"DELETE {_SESSION}/shares/{{share_id}}": Who.OWNER,
    f"GET {_SESSION}/mentor-file": Who.OWNER,
    f"POST {_SESSION}/mentors": Who.OWNER,
    f"DELETE {_SESSION}/mentors/{{mentor_id}}": Who.OWNER,
    "PUT /api/interview/shared/comment": Who.TOLD,
    "WEBSOCKET /_stcore/stream": Who.EACH,
    "PUT /_stcore/upload_file/{session_id}/{file_id}": Who.TOLD,
    "DELETE /_stcore/upload_file/{session_id}/{file_id}": Who.TOLD,
    "GET /media/{file_id:path}": Who.TOLD,
    "GET /metrics": Who.OPERATOR,
    "GET /_stcore/metrics": Who.OPERATOR,
    "GET /_stcore/host-config": Who.SIGNED_IN,
    "GET /component/{path:path}": Who.SIGNED_IN,
    "GET /_stcore/bidi-components/{path:path}": Who.SIGNED_IN,
    "GET /oauth2callback": Who.SIGNED_IN,
    "GET /_stcore/agent/interact": Who.SIGNED_IN,
    "GET /_stcore/agent/openapi.json": Who.SIGNED_IN,
    "GET /_stcore/agent/mcp": Who.SIGNED_IN,
    "GET /{page or file of the pages}": Who.SIGNED_IN,
}
# What is on a page comes by the websocket.
PAGES: dict[str, Who] = {
    "start": Who.EACH,
    "history": Who.EACH,
    "progress": Who.EACH,
    "trends": Who.EACH,
    "stories": Who.EACH,
    "debrief": Who.EACH,
    "my_data": Who.EACH,
    "model": Who.SIGNED_IN,
    "sample": Who.SIGNED_IN,
    "not_found": Who.SIGNED_IN,
    "answer": Who.OWNER,
    "report": Who.OWNER,
    "compare": Who.OWNER,
    "shared": Who.TOLD,
    "operator": Who.OPERATOR,
}
ACTORS = ("anonymous", "expired", "revoked", "other", "operator", "owner")
_SIGN_IN = ("401", "401", "403")
_REPLIES = {
    Who.EVERYBODY: ("yes",) * 6,
    Who.SIGNED_IN: (*_SIGN_IN, "yes", "yes", "yes"),
    Who.EACH: (*_SIGN_IN, "their own", "their own", "yes"),
    Who.TOLD: (*_SIGN_IN, "if told", "if told", "yes"),
    Who.OWNER: (*_SIGN_IN, "404", "404", "yes"),
    Who.OPERATOR: (*_SIGN_IN, "403", "yes", "403"),
}


def replies(who: Who) -> dict[str, str]:
    """By actor: "yes", what of it, or the status of the refusal."""
    return dict(zip(ACTORS, _REPLIES[who], strict=True))


def access_page() -> str:
    """docs/access.md."""
    lines = [
        "# Who may ask for what",
        "",
        "Where people sign in; written by `scripts/write_docs.py` from [scripts/access.py](../scripts/access.py).",
        "[A test](../tests/integration/test_access.py) walks the app, so that no address is missing, and asks for each",
        "as everybody. A page that a browser asks for leads to signing in instead of 401. An operator is a person like",
        "others, and sees nothing of theirs.",
        "",
        f"| address | {' | '.join(ACTORS)} |",
        "|---" * (len(ACTORS) + 1) + "|",
        *(f"| `{address}` | {' | '.join(replies(who).values())} |" for address, who in WHO.items()),
        *(f"| page `/{page}` | {' | '.join(replies(who).values())} |" for page, who in PAGES.items()),
        "",
    ]
    return "\n".join(lines)
