"""Whether a question can be asked right behind one sentence, by what the judge makes of the two side by side.

"Why did you do it that way?" takes for granted that there was another way and that it was the speaker's to choose. It
is learned from sentences of stories of which readers said which questions they would ask (training/asked_behind): rules
that listed wordings were right about one sentence in two. It knows English. Whether the rest of the answer tells it
already is another question, which the verdicts on the parts of the story answer.
"""

from __future__ import annotations

from collections.abc import Mapping

from interview.core.asked_behind import AskedBehind
from interview.scorer.judge import Judge
from interview.scorer.meanings import ASKED_BEHIND, fitted

QUESTIONS: Mapping[AskedBehind, str] = {
    AskedBehind.WHY: "Why did you do it that way?",
    AskedBehind.ANOTHER_WAY: "What else could you have done, and why did you not?",
    AskedBehind.REACTION: "How did they react to that?",
    AskedBehind.OWN_PART: "Which parts did you do yourself, and how?",
    AskedBehind.MEASURE: "How do you know it worked? Is there a number you remember?",
    AskedBehind.SINCE: "What has come of that since?",
}
"""As the judge reads them beside a sentence."""
LEAST: Mapping[AskedBehind, float] = {
    AskedBehind.WHY: 0.5,
    AskedBehind.ANOTHER_WAY: 0.5,
    AskedBehind.REACTION: 0.6,
    AskedBehind.OWN_PART: 0.4,
    AskedBehind.MEASURE: 0.5,
    AskedBehind.SINCE: 0.6,
}
"""So probable has each to be: for the figures see training/asked_behind/README.md. A higher bound for the reason asks
less often, and not more rightly."""


def is_askable(judge: Judge, question: AskedBehind, sentence: str) -> bool:
    """Whether it is probable enough that the question makes sense behind the sentence; not where nobody can tell."""
    model = fitted(ASKED_BEHIND)
    meaning = judge.meaning_beside(QUESTIONS[question], [sentence]) if model is not None else None
    return model is not None and meaning is not None and model.shares(meaning)[question] >= LEAST[question]
