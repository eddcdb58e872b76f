"""Figures by which something changed, and whether an answer tells what they are to be compared with.

A figure is one of a change only where it is its measure: "fell by 30 %", "twice as fast". One that stands beside such a
verb ("fell, and 10 minutes later") is none: not to ask about a change costs little, to ask about none costs trust.
"""

from __future__ import annotations

import re

from interview.text.whole_sentences import NUMBER

_FIGURE = re.compile(
    r"\b\d[\d.,]*\s?(?:%|percent\b|ms\b|milliseconds\b|seconds\b|minutes\b|hours\b|days\b|weeks\b|times\b|"
    r"euros?\b|dollars\b|pounds\b)|\b(?:halved|doubled|tripled|twice as|half of|a third (?:of|less|fewer))\b",
    re.I,
)
_DIGITS = r"\d[\d.,]*"
_TIME = r"(?:seconds?|minutes?|hours?|days?|nights?|shifts?|weeks?|months?|years?)"
_UNIT = rf"(?:ms|milliseconds|{_TIME}|euros?|dollars?|pounds?|points)"
_PERCENT = rf"{_DIGITS}\s?(?:%|per ?cent\b)"
_PART = r"(?:half|two thirds|a (?:third|quarter|fifth))"
_ABOUT = r"(?:about |around |roughly |nearly |almost |over |more than |less than |at least |only |just |another )?"
_CHANGED = (
    r"(?:fell|dropped|rose|grew|shrank|went (?:up|down)|(?:was|were|is|are) (?:up|down)|cut|reduced|lowered|increased|"
    r"decreased|declined|improved|raised|shortened|(?:got|became|is|was) (?:faster|slower|quicker|shorter))"
)
CHANGE = re.compile(
    rf"\b{_CHANGED}\b[^.,;:!?]{{0,40}}?\b(?:by|to) {_ABOUT}(?:{_PERCENT}|(?:(?P<unit>{_DIGITS}\s?{_UNIT})|{_PART})\b)"
    r"(?! (?:later|ago)\b)|"
    rf"\b(?:{_CHANGED}|saved)(?: us)? {_ABOUT}{_PERCENT}|"
    rf"\b(?:{_PERCENT}|{_DIGITS} times|{_PART}) (?:less|more|fewer|faster|slower|quicker|shorter)\b"
    r"(?! (?:than|expensive)\b)|"
    r"\b(?:halved|doubled|tripled|twice as (?:fast|quick))\b",
    re.I,
)
"""A change, together with how much it was."""

# A year is no amount.
_AMOUNT = re.compile(
    r"\b(?!(?:19|20)\d\d\b)\d[\d.,]*|"
    r"\b(?:hundred|thousand|million|billion|halved|doubled|tripled|half of|a third)\b",
    re.I,
)
# "One day" is no time that something takes.
_IN_WORDS = rf"\b(?:(?!one\b|\d){NUMBER}|half an?|quarters? of an?|(?:a|the) (?:whole|full|entire)) {_UNIT}\b"
_AMOUNT_IN_WORDS = re.compile(_IN_WORDS, re.I)
_BASELINE = re.compile(
    r"\bfrom\b.{0,40}\bto\b|\bbefore\b|\bpreviously\b|\bused to\b|\bwas (?:at )?\d|\bcompared (?:to|with)\b|"
    rf"\bmeasured\b|\binstead of\b|\b(?:took|lasted|needed|waited|waiting)\b[^.!?;]{{0,30}}?{_IN_WORDS}",
    re.I,
)


def tells_a_figure(text: str) -> bool:
    """Whether it gives a measured figure, or how a thing was before."""
    return _FIGURE.search(text) is not None or tells_the_start(text)


def tells_the_start(text: str) -> bool:
    """Whether it tells how a thing was before, by its words."""
    return _BASELINE.search(text) is not None


def has_figures_to_compare(text: str) -> bool:
    """Whether it gives two amounts: a second one is mostly what the first is to be compared with. In words that is one
    of time or money where the change is told in such, too."""
    found = CHANGE.search(text)
    is_of_a_unit = found is not None and found["unit"] is not None
    return len(_AMOUNT.findall(text)) > 1 or (is_of_a_unit and _AMOUNT_IN_WORDS.search(text) is not None)
