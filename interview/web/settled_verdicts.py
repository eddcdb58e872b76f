"""The file of everything that the candidate settled, on a page: what is in it, and its download."""

from __future__ import annotations

from interview.web import html_components, ui


def download(owner: str) -> None:
    """Nothing unless something is settled."""
    if ui.services().history.settled_language(owner) is None:
        return
    say = ui.words()
    told = say(
        "All key points that you gave your own word on, in all interviews, one on each line: question, your whole "
        "answer and its date, the interviewer's verdict and yours, and nothing else about you."
    )
    link = html_components.files([(say("Download as a file"), "/api/interview/verdicts")])
    ui.draw(html_components.block(told, "mi-quiet"), link, language=say.tag)
