"""Words of an interviewer that say how good an answer was: they belong into a report, never between two questions, and
praise only where something was recognised.

Knows English and Chinese. What is quoted does not count, nor what is asked ("How did you see that it was wrong?").
"""

from __future__ import annotations

import re

from interview.text.quotations import QUOTED

_HOW = (
    r"(?:(?:not|so|very|really|quite|rather|almost|partly|absolutely|completely|entirely|totally|only|all|somewhat|"
    r"basically|simply|mostly|factually|indeed|too|exactly)\s+)*"
)
_GRADE = (
    r"(?:wrong|incorrect|mistaken|inaccurate|false|untrue|correct|(?:half )?right(?!\s+(?:before|after|at|in|now|away|"
    r"there|from|next))|accurate|spot on|on point|great|good|excellent|perfect|impressive|solid|strong|weak|poor|vague|"
    r"shallow|incomplete|insufficient|nice|brilliant|wonderful|fantastic|bad)"
)
_THING = r"(?:answer|reply|response|point|start|explanation|example|summary|overview|job|question|thinking|work|story)"
_BEGINS = r"(?:\A|(?<=[,.!?:;\n]))\s*(?:(?:okay|ok|well|yes|no|so|hmm|but|and|actually|unfortunately),?\s+)*"
_ENGLISH = re.compile(
    rf"{_BEGINS}(?:"
    r"(?:(?:that|this|which|(?:your|the) (?:answer|reply|explanation|claim|statement|example|reasoning|approach))"
    r"(?:\s+(?:is|was|were|sounds|seems|looks)|['’]s)|it(?:\s+is|['’]s))\s+"
    rf"(?:an?\s+{_HOW}{_GRADE}\s+{_THING}|{_HOW}{_GRADE})\b"
    rf"|you(?:\s+(?:are|were)|['’]re)\s+{_HOW}(?:wrong|mistaken|incorrect|correct|(?:half )?right)\b"
    rf"|(?:an?\s+)?{_HOW}{_GRADE}\s+{_THING}\b"
    r"|(?:great|good|excellent|perfect|correct|incorrect|wrong|right|exactly|nice|brilliant|not quite|not really|"
    r"well done|well said|well put|fair enough|i(?:['’]m| am) impressed)\s*(?:[.,!:;–—-]|\Z)"
    r"|you(?:['’]ve| have)? (?:did (?:very |really )?well|answered (?:this |that |it )?(?:very )?(?:well|correctly|"
    r"badly)|got (?:this|that|it) (?:wrong|right)|explained (?:this|that|it) well|"
    r"(?:missed|forgot|overlooked) (?:the point|to (?:say|mention)|an? (?:key|important)|something|one (?:thing|"
    r"point)))\b"
    r"|i (?:really )?(?:like|love|agree|disagree)\b"
    r")",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    r"(?:\A|[。！？，；,.!?;\n])\s*(?:很好|不错|非常好|太好了|没错|正确|对的|错了|不对|不正确|好回答)\s*(?:[，,。.！!；;]|\Z)"
    r"|(?:说|答|讲|讲解|解释|理解)得?(?:(?:很|非常|真|不太|不够|并不|完全|有点)?(?:不错|到位|出色)|"
    r"(?:很|非常|真|不太|不够|并不|完全|有点)(?:好|对|错|正确|准确|完整|全面|清楚))"
    r"|(?:说|答|讲)得(?:好|对|不对|清楚|全面)"
    r"|(?:回答|答案|说法|观点)(?:不对|有误|不正确|不准确|不完整|不够|是(?:错误?|对|正确|不对)的)"
    r"|你(?:说|答|讲|理解)(?:对|错)了|你(?:漏掉|遗漏|忽略)了"
)

_WHOLLY = (
    r"(?:(?:so|very|really|quite|rather|almost|absolutely|completely|entirely|totally|all|basically|simply|mostly|"
    r"factually|indeed|exactly)\s+)"
)
_PRAISED = (
    r"(?:correct|right(?!\s+(?:before|after|at|in|now|away|there|from|next))|accurate|spot on|on point|great|good|"
    r"excellent|perfect|impressive|solid|strong|nice|brilliant|wonderful|fantastic|outstanding)"
)
_CLAUSE_ENDS = r"(?=\s*(?:[.,!;–—-]|\Z|and\b|but\b))"
# "A good answer names the cost" and "This is good practice" tell what to do: there the clause goes on.
_ENGLISH_PRAISE = re.compile(
    rf"{_BEGINS}(?:"
    r"(?:your (?:answer|reply|explanation|reasoning|approach|example)|(?:everything|all|what) (?:that )?you "
    rf"(?:say|said|write|wrote|explain|explained))(?:\s+(?:is|was|sounds|seems|looks)|['’]s)\s+(?:an?\s+)?{_WHOLLY}*"
    rf"{_PRAISED}\b"
    rf"|(?:that|this|the answer)(?:\s+(?:is|was|sounds|seems|looks)|['’]s)\s+(?:an?\s+{_WHOLLY}*{_PRAISED}\s+{_THING}\b"
    rf"|{_WHOLLY}*{_PRAISED}\b{_CLAUSE_ENDS})"
    rf"|you(?:\s+(?:are|were)|['’]re)\s+{_WHOLLY}*(?:right|correct)\b"
    rf"|{_WHOLLY}*{_PRAISED}\s+{_THING}\b|an?\s+{_WHOLLY}*{_PRAISED}\s+{_THING}\b{_CLAUSE_ENDS}"
    rf"|{_WHOLLY}+(?:right|correct|accurate)\b"
    r"|(?:great|good|excellent|perfect|correct|right|exactly|nice|brilliant|spot on|well done|well said|well put|"
    r"i(?:['’]m| am) impressed)\s*(?:[.,!;–—-]|\Z)"
    r"|you(?:['’]ve| have)? (?:did (?:very |really )?well|answered (?:this |that |it )?(?:very )?(?:well|correctly)|"
    r"got (?:this|that|it|everything) right|explained (?:this|that|it) well)\b"
    r"|i (?:really )?(?:like|love|agree)\b"
    r")",
    re.IGNORECASE,
)
_CHINESE_PRAISE = re.compile(
    r"(?:\A|[。！？，；,.!?;\n])\s*(?:很好|不错|非常好|太好了|没错|正确|对的|好回答)\s*(?:[，,。.！!；;]|\Z)"
    r"|(?:说|答|讲|讲解|解释|理解)得(?:很|非常|真|完全|都)*(?:不错|到位|出色|好|对|正确|准确|清楚|全面)"
    r"|(?:说|答|讲|写)的(?:都|全|完全|全都|非常|很)*(?:对|正确|准确)"
    r"|(?:回答|答案|说法|观点)(?:是|很|非常|完全|都|十分)+(?:对|好|正确|准确|出色|不错|到位)"
    r"|(?:出色|精彩|优秀|完美)的回答|你(?:说|答|讲|理解)对了"
)


def judges(text: str) -> bool:
    """Whether a text tells somebody that what they said was good or bad, right or wrong."""
    bare = QUOTED.sub("…", text)
    return _ENGLISH.search(bare) is not None or _CHINESE.search(bare) is not None


def praises(text: str) -> bool:
    """Whether a text tells somebody that what they said was good or right."""
    bare = QUOTED.sub("…", text)
    return _ENGLISH_PRAISE.search(bare) is not None or _CHINESE_PRAISE.search(bare) is not None
