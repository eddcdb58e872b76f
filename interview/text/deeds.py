"""What the speaker of a sentence does or did, by its verbs alone, in English."""

from __future__ import annotations

import re

DID = (
    # Who says that they "only" did it does not tell it as what was asked for.
    r"(?:also |then |first |even |(?!only\b)\w+ly )?"
    r"(?!(?:need|had|used|wanted|liked|decided|noticed|learned|agreed|talked|stayed|happened|lived|tried|seemed|worked|"
    r"missed|watched|looked|listened|studied|guessed|assumed|imagined|stopped|started)\b)"
    r"(?:\w{2,}ed|began|bought|brought|built|chose|cut|drew|gave|held|kept|led|made|put|ran|rewrote|sent|set up|split|"
    r"taught|took|wrote)\b"
)
"""A pattern of verbs of a deed that somebody did: not what they were, had, wanted, noticed or only heard of."""

# Any deed behind a no takes it back: irregular verbs of one, too, and what a second verb tells.
_I_DID = re.compile(
    rf"\b(?:I|we|but|and|then) (?:{DID}|(?:bent|broke|caught|dealt|dug|drove|fed|fought|found|froze|grew|hid|hit|"
    r"laid|lent|let|lit|overcame|paid|rang|rebuilt|sat|shut|sold|spent|spoke|stole|stood|stuck|swept|threw|told|tore|"
    r"undertook|won|wore)\b)",
    re.I,
)
_DONE = re.compile(
    r"(?:^|[,;] |\b(?:then|first|so|and) )(?:I|we)(?:'d| would| will|'ll)? "
    r"(?:also |even |really |still |\w+ly )?(?P<verb>[a-z']+)",
    re.I,
)
# Behind "I" these tell no step.
_NO_STEP = frozenset(
    re.findall(
        r"[a-z']+",
        """
        am are was may must should think believe guess mean suppose know can can't could have had need want like
        prefer say see understand hope do don't only just never always usually would not feel use remember work mind
        get love agree enjoy worry wonder live come care wish be belong doubt expect fear hate
        imagine recall rely tend trust thought knew felt believed wanted liked meant saw
        """,
    )
)
_DENIED = re.compile(r"\b(?:I|we) (?:have |do |did |would )?(?:not|never)\b|\b(?:I|we) \w+n't\b", re.I)
# Words that tell that something happened.
_HAPPENED = re.compile(
    r"\b(?:was|were|had|did|didn't|wasn't|weren't|hadn't|went|came|got|took|said|saw|gave|knew|thought|"
    r"ran|began|spoke|wrote|became|chose|fell|felt|grew|rang|rose|used to|showed)\b|"
    # These stand behind "is" and "to be" too, of what happens each time.
    r"(?<!\bis )(?<!\bare )(?<!\bbe )(?<!\bbeing )\b(?:brought|built|bought|found|heard|held|kept|learnt|led|left|lost|"
    r"made|meant|met|paid|sat|sent|sold|spent|stood|taught|told)\b|"
    r"\b(?:I|we|he|she|they|it|who|that|[A-Z][a-z]+) (?:(?!is\b|are\b|be\b|gets?\b)\w+ )?"
    r"(?!need\b|proceed\b|exceed\b|succeed\b)\w{2,}ed\b|"
    r"\b(?:I|we) (?:cut|hit|let|put|set|shut|split)\b|"
    r"\b(?:I|we|he|she|they)(?:'ve| have|'s| has) (?!to\b)|"
    r"\w'd (?:already |never |just |once )?(?:seen|been|done|gone|taken|given|written|known|gotten)\b|"
    r"\b(?:them|both|everybody|everyone|(?:some|most|many|the) people|nobody) (?!need\b)\w{2,}ed\b",
)


def tells_a_deed(text: str) -> bool:
    """Whether it tells something that its speaker did, by its verbs."""
    return _I_DID.search(text) is not None


def takes_a_step(text: str) -> bool:
    """Whether it tells a step of its speaker's, at the head of a clause, and none that they do not take."""
    if _DENIED.search(text):
        return False
    return any(found["verb"].lower() not in _NO_STEP for found in _DONE.finditer(text))


def is_general(sentence: str) -> bool:
    """Whether it tells nothing that has happened, by its words."""
    return _HAPPENED.search(sentence) is None
