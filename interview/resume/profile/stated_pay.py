"""Whether a posting fixes the pay: one sum, or a grade of a scale. Between two sums there is something to say, and so
there is where it says nothing. It works no sum out.
"""

from __future__ import annotations

import re

_SIGN = r"[£€$₹]|\b(?:EUR|GBP|USD|CHF|SEK|NOK|DKK|INR)\b"
# No pay has more digits; without a bound, and begun inside a number, a line of digits would take minutes.
_NUMBER = r"(?<!\d)(?<!\d[,.'’])(?:\d{1,3}(?:[,.' ’]\d{3}){1,3}(?:[.,]\d\d)?(?!\d)|\d{1,9}(?:[.,]\d{1,2})?\s?k?\b)"
_SUM = rf"(?:(?:{_SIGN})\s?(?:{_NUMBER})|(?:{_NUMBER})\s?(?:{_SIGN}|€))"
_SUMS = re.compile(_SUM, re.IGNORECASE)
# From one sum to another, or no more than up to one.
_OPEN = re.compile(
    rf"(?:{_SUM}|{_NUMBER})\s*(?:[-–—]|\bto\b|\band\b|\bbis\b)\s*(?:{_SUM}|{_NUMBER})|"
    r"\b(?:up to|from|circa|DOE|depending|negotiable|competitive)\b",
    re.IGNORECASE,
)
_OF_PAY = re.compile(
    r"\b(?:salary|pay|paid|wages?|remuneration|compensation|stipend|hourly|per (?:hour|annum|year|month|week)|"
    r"p\.?\s?a\b|an hour|a (?:year|month|week)|pro rata)\b|/\s?(?:h|hr|hour|yr|year|month)\b",
    re.IGNORECASE,
)
_OF_OTHER_SUMS = re.compile(
    r"\b(?:budgets?|turnover|revenue|sales|grants?|fund\w*|portfolio|value|worth|projects?|contracts?|takings|cost\w*|"
    r"invest\w*|allowance|bonus|deposits?|fees?)\b",
    re.IGNORECASE,
)
# So much in figures is a year's pay where nothing else is said of a sum.
_LEAST_OF_A_YEAR, _MOST_OF_A_YEAR = 10_000, 300_000
_HEAD_LINES = 4
_GRADE = re.compile(
    r"\b(?:pay|salary|wage)[- ](?:band|grade|group|scale|point|spine)s?\b\W{0,3}(?:\w+\W+){0,2}?[A-Z]{0,3}\s?\d|"
    r"\b(?:AfC|NHS|Agenda for Change)\W+band\s*\d|\bTV-?(?:L|ÖD|OeD|V)\b|\bEntgeltgruppe\b|\bBesoldungsgruppe\b|"
    r"\bGS-\d{1,2}\b|\b(?:SCP|NJC)\W+(?:point\s*)?\d|\bpay level\W+\d",
    re.IGNORECASE,
)
_GRADE_OF_A_TITLE = re.compile(r"\b(?:band|grade)\s*\d{1,2}\s*(?:\)|$|[-–—|,])", re.IGNORECASE)


def fixes_pay(posting: str) -> bool:
    """Whether nothing is left to name for who applies."""
    lines = [line for line in posting.splitlines() if line.strip()]
    if any(map(_GRADE.search, lines)) or any(map(_GRADE_OF_A_TITLE.search, lines[:_HEAD_LINES])):
        return True
    paid = [line for line in lines if _SUMS.search(line) and _is_of_pay(line)]
    return bool(paid) and not any(map(_OPEN.search, paid))


def _is_of_pay(line: str) -> bool:
    if _OF_PAY.search(line):
        return True
    if _OF_OTHER_SUMS.search(line):
        return False
    figures = (re.sub(r"[^\d]", "", re.sub(r"[.,]\d\d$", "", found.group().strip())) for found in _SUMS.finditer(line))
    return any(_LEAST_OF_A_YEAR <= int(each or 0) <= _MOST_OF_A_YEAR for each in figures)
