"""Where somebody of a trade works, as posting or resume name it: a cook in a restaurant or in the kitchen of a school.

What the posting names counts alone, else what the jobs that go on name, else the whole resume. Where nothing is named,
nobody is kept from a question. It chooses no question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from interview.core.posting import JobPosting
from interview.question_bank.bank import BankQuestion, Workplace
from interview.resume.profile.resume_read import ReadResume

_OF_MANY = (
    r"(?:school|college|university|hospital|care|nursing|retirement|prison|jail|custody|works|staff|factory|company|"
    r"nursery|kindergarten|camp|military|army|navy|barracks|ship|vessel|rig|hospice|parish|community)(?:['’]?s|s['’])?"
)
# Those of one trade stand together: a word that names one of them says that the others are not meant.
_OF_A_TRADE: tuple[Mapping[Workplace, tuple[str, ...]], ...] = (
    {
        "restaurant": (
            r"restaurants?|bistros?|brasseries?|gastropubs?|pubs?|inns?|taverns?|steakhouses?|pizzerias?|trattorias?",
            r"hotels?|fine dining|[àa] la carte|covers|banquet\w*",
            "餐厅|餐馆|酒店|饭店",
        ),
        "canteen": (
            r"canteens?|cafeterias?|refector(?:y|ies)|galley|mess hall|central kitchen|contract catering",
            rf"{_OF_MANY}\s+(?:kitchens?|meals?|lunch(?:es)?|foods?|catering|dinners?|cooks?|canteen)",
            rf"(?:cooks?|chef|kitchens?|kitchen manager)\W+(?:for|at|in|of)\W+(?:\w+\W+){{0,3}}?{_OF_MANY}",
            "食堂|学校厨房|配餐",
        ),
    },
    {
        "hospital": (
            r"hospitals?|wards?|intensive care|icu|theatres?|a&e|emergency (?:room|department)|acute care",
            "病房|医院|急诊",
        ),
        "care_home": (
            r"(?:care|nursing|residential|retirement|rest)\s+(?:and\s+\w+\s+)?homes?",
            r"(?:dementia|memory)(?:\s+care)?\s+(?:home|unit|floor|neighbou?rhood)",
            r"assisted living|hospices?|residents?",
            "养老院|护理院",
        ),
        "home_visits": (
            r"home care|homecare|domiciliary|(?:district|community|visiting) nurs\w+|health visitor",
            r"home visits?|clients['’]? homes?|live-in",
            "社区护理|上门",
        ),
        "practice": (
            r"(?:gp|doctor['’]?s|general|medical|family)\s+(?:practice|surgery|office)|surgery reception",
            r"health cent(?:re|er)|outpatients?|clinics?|(?:school|practice) nurs\w+",
            "门诊|诊所",
        ),
    },
    {
        "primary_school": (
            r"(?:primary|elementary|infants?['’]?|first|prep|preparatory)[\s-]+(?:school|teach\w+|class|education|phase|pgce)\w*",
            r"(?:years?|y)\s*[1-6](?:\s*[/&,-]\s*[1-6])?|(?:key stage|ks)\s*[12]|reception class|phonics",
            r"(?:first|second|third|fourth|fifth|[1-5](?:st|nd|rd|th))[\s-]grade(?:rs?)?|grades?\s+[1-5]",
            "小学",
        ),
        "secondary_school": (
            r"(?:secondary|high|middle|grammar|comprehensive)[\s-]+(?:school|teach\w+|education|pgce)\w*|sixth[\s-]form",
            r"(?:years?|y)\s*(?:[7-9]|1[0-3])|(?:key stage|ks)\s*[345]|gcses?|a[\s-]?levels?|baccalaureate",
            r"(?:[6-9]|1[0-2])th[\s-]grade(?:rs?)?|grades?\s+(?:[6-9]|1[0-2])",
            "中学|高中|初中",
        ),
        "university": (r"universit(?:y|ies)|lecturers?|undergraduates?|seminars?|further education", "大学|本科"),
    },
)
_TRADES = tuple(
    {
        place: re.compile("|".join(rf"(?<![a-z])(?:{each})(?![a-z])" for each in words), re.IGNORECASE)
        for place, words in trade.items()
    }
    for trade in _OF_A_TRADE
)


class Workplaces:
    """Those of one person, for one posting."""

    def __init__(self, job: JobPosting, resume: ReadResume) -> None:
        self._job, self._resume = job, resume

    def allow(self, question: BankQuestion) -> bool:
        """Whether a question is not set elsewhere than where somebody works, as far as that is known."""
        if not question.workplaces:
            return True
        trade = next(each for each in self._named if question.workplaces[0] in each)
        named = {place for place, is_named in trade.items() if is_named}
        return not named or not named.isdisjoint(question.workplaces)

    @cached_property
    def _named(self) -> list[dict[Workplace, bool]]:
        """For each trade, which of its places the first text names that names one."""
        found = []
        for trade in _TRADES:
            every = ({place: bool(words.search(text)) for place, words in trade.items()} for text in self._texts())
            found.append(next((each for each in every if any(each.values())), dict.fromkeys(trade, False)))
        return found

    def _texts(self) -> Iterator[str]:
        yield self._job.text
        yield "\n".join(line.text for job in self._resume.jobs_of_today for line in (*job.head_lines, *job.body))
        yield self._resume.text
