"""Whether somebody does their work at a desk, as resume or posting tell: by what they are called, or by clauses on work
that is done there. A tool in a list, an office in the name of an employer and a report that everybody writes tell
nothing.
"""

from __future__ import annotations

import re

from interview.resume.profile.resume_read import ReadResume
from interview.resume.profile.told_work import told_in_posting, told_in_resume

_WRITTEN = (
    r"reports?|papers?|proposals?|briefings?|articles?|polic(?:y|ies)|guidelines|bids?|speeches|memos?|strateg(?:y|ies)|"
    r"documentation|manuscripts?|catalogues?|statements?"
)
_WRITE = r"(?:writ|draft|edit|prepar|compil|publish|produc|keep|submit)\w*|wrote|kept"
_LEAD = r"(?:chair|lead|hold|organi[sz]e|schedule|minute|prepare|facilitate)\w*|led|held|r[au]n"
# No word is longer; without a bound, a text without spaces would take time by the square of its length.
_WORD = r"[^\s.;]{1,40}"
_DESK_WORK = (
    (r"e-?mails?|correspondence|newsletters?", "邮件"),
    (rf"(?:{_LEAD})\s(?:{_WORD}\s){{0,4}}meetings?|(?:minutes|agendas?) (?:of|for)", "会议"),
    (rf"present(?:s|ed|ing)?\s+(?:{_WORD}\s+){{0,6}}?(?:to|at)|presentations?|slides|powerpoint", "汇报|演示"),
    (rf"(?:{_WRITE})\W+(?:{_WORD}\s+){{0,4}}?(?:{_WRITTEN})", "报告|文案"),
    (r"spreadsheets?|excel|databases?|data ?sets?|forecasts?|budget(?:s|ing)?|invoices?", "报表|表格|预算"),
    (r"stakeholders?|committees?|trustees|funders?|tenders?|procure\w*|campaigns?|consultations?|contracts?", "合同"),
)
_KINDS = tuple(re.compile(rf"\b(?:{english})\b|{chinese}", re.IGNORECASE) for english, chinese in _DESK_WORK)
# One kind alone is done beside other work, too: a cook orders by e-mail.
_FEWEST_KINDS = 2
# Whose work of this name is done elsewhere is called otherwise: a bakery clerk, a prison officer.
_AT_A_DESK = re.compile(
    r"\b(?:secretary|administrator|editor|copywriter|economist|statistician|actuary|historian|archivist|underwriter|"
    r"registrar|lobbyist|bookkeeper|accountant)\b|"
    r"\b(?:policy|grants?|communications?|press|marketing|finance|payroll|legal|compliance|programme|fundraising|"
    r"research|procurement|membership) "
    r"(?:officer|manager|adviser|advisor|assistant|analyst|executive|associate|lead|co-?ordinator)\b|"
    r"文员|秘书|编辑|专员",
    re.IGNORECASE,
)


def works_at_a_desk(resume: ReadResume, title: str, posting: str, posting_title: str) -> bool:
    """Whether what they are called today or apply for is done at a desk, or clauses on their work tell of it."""
    if any(_AT_A_DESK.search(each) for each in (title, posting_title)):
        return True
    told = "\n".join((*told_in_resume(resume, title), *told_in_posting(posting)))
    return sum(pattern.search(told) is not None for pattern in _KINDS) >= _FEWEST_KINDS
