"""The questions of a real interview, written down to be answered again."""

from interview.core.own_questions import MOST_OWN_QUESTIONS
from interview.i18n.translate import Words
from interview.web import html_components, ui
from interview.web.answer_box.speech import dictation_data
from interview.web.kept_form import Field, kept_form


def spoken_words(say: Words) -> dict[str, str]:
    """What is said of speaking otherwise than for an answer."""
    return {
        "speak": say("Speak the questions"),
        "added": say("Your words were added, a question on each line. Read and correct them before you go on."),
    }


def show(say: Words) -> None:
    ui.draw(
        html_components.page_title(
            say("After a real interview"),
            say("Write down what you were asked, while you still remember it. Then answer it again here, in peace."),
        ),
        html_components.block(
            say(
                "Questions that ask for a story, and those that our question bank has in nearly the same words, can "
                "get a score. Of any other question we do not know what a good answer holds: your answer is kept and "
                "gets no score."
            ),
            "mi-quiet",
        ),
        language=say.tag,
    )
    dictation = dictation_data(say.language, ui.services(), say, url="/api/interview/own-questions/transcription")
    happened = kept_form(
        f"{ui.owner()}:own-questions",
        (
            Field(
                "questions",
                say("The questions, one on each line (up to {most})", most=MOST_OWN_QUESTIONS),
                "text",
                placeholder=say("Tell me about a time you had to learn something quickly."),
            ),
            Field("company", say("Company (optional)")),
            Field("day", say("Day of the interview (optional)"), "date"),
        ),
        say,
        method="POST",
        url="/api/interview/own-questions",
        reply_id="sessionId",
        speech={**dictation, "words": {**dictation["words"], **spoken_words(say)}},
        save=say("Answer them again"),
    )
    if happened.saved:
        ui.go("answer", session=happened.saved)


show(ui.words())
