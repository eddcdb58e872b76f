"""Claims of a Chinese answer: a figure, "we", a decision, a trouble, and what is missing beside each.

The rules are the first five of probes.py in Chinese words: what somebody feels or regrets is said in too many ways. A
word that may tell what is missing is enough for nothing to be asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from interview.core.key_point import StoryPart
from interview.core.speaker import is_own, says_i, says_we

_IMAGINED = re.compile(r"如果|假如|要是|我会|我可能会|一般会|应该会|打算")
_NUMBER = r"(?:\d[\d.,]*|[一二两三四五六七八九十百千半]+)"
_SHARE = rf"(?:{_NUMBER}\s?(?:%|％|倍|成|个点|个百分点)|百分之{_NUMBER}|一半)"
_UNIT = r"(?:毫秒|秒|分钟|个?小时|个?钟头|天|周|个月|年|万|元|块|单|人|次)"
# How much it was stands behind the verb: "缩短到20分钟", "提升了40%". Beside it, it is a time or another thing.
_CHANGE = re.compile(
    r"(?:提升|提高|降低|下降|减少|缩短|增长|上升|节省|降|涨|升)(?:了|到|至|为|成)+(?:近|约|大约|差不多|将近|超过|不到)?"
    rf"\s?(?:{_SHARE}|\d[\d.,]*\s?{_UNIT})|"
    rf"(?:提升|提高|降低|下降|减少|缩短|增长|上升|节省|(?:少|多|快|慢)了)(?:近|约|大约|差不多|将近|超过)?\s?{_SHARE}|"
    r"减半|翻倍|翻番"
)
_AMOUNT = re.compile(rf"\d[\d.,]*|{_NUMBER}{_UNIT}|{_SHARE}")
_BASELINE = re.compile(
    r"从[^，。；！？]{0,20}(?:到|降|升|提|涨|减|缩|变)|原来|原先|之前|以前|本来|过去|相比|对比|同比|环比|测(?:出|了|过|量)|"
    r"比[^，。；！？]{0,10}(?:低|高|少|多|快|慢)"
)
# A deed told as done; without "了" it may be a habit or a state.
_WE_DID = re.compile(r"我们(?!开了?个?会|讨论|商量|吵|谈)[^，。；！？]{1,24}了(?!解)")
# Between "我" and the verb stands nobody else who may have decided.
_DECIDED = re.compile(
    r"(?:我|咱)们?(?:(?!听说|得知|知道|[他她]|公司|总部)[^。！？]){0,30}?(?:决定|选了|选择了|选用|改用|采用|拍板|定下)"
)
_ALTERNATIVE = re.compile(
    r"而不是|没有选|没选|备选|另一[种个]|其他(?:方案|办法|选择)|别的(?:方案|办法|选择)|对比|比较|权衡|考虑过|要么|"
    r"[两二三]种?(?:个)?(?:方案|办法)|本来可以|[他她]们?想[^。！？]{1,20}我们?想|我们?想[^。！？]{1,20}[他她]们?想"
)
_REASON = re.compile(r"因为|由于|为了|所以|原因|考虑到|理由|毕竟|免得|以便|这样(?:可以|能|就|做)|才能")
# Behind "没" or "不会" in the same clause there was none.
_TROUBLE = re.compile(
    r"(?:^|[，。；！？、\s])(?:(?!没|未|不会)[^，。；！？、\s])*?(?:故障|冲突|争执|争吵|吵了|吵起来|投诉|失误|出错|弄错|崩溃|挂了|宕机|延误|报错|事故|不同意|反对|出了问题|闹得)"
)
_END = re.compile(
    r"最后|最终|后来|结果|解决|修好|恢复|从那以后|之后|再也没|上线|达成|同意了|现在|如今|学到|总算|终于|道歉|补救|完成|顺利"
)
# From so many on, somebody tells of a group and not of themselves.
_OFTEN = 3


def claims(answer: str, sentences: Sequence[str], question: str) -> Iterator[tuple[str, StoryPart, tuple[str, ...]]]:
    """What to ask, the part of a story that it asks for, and sentences that it may be about; the most telling first."""
    told = [text for text in sentences if not _IMAGINED.search(text)]
    own = [text for text in told if is_own(text)]
    if not own:
        return
    # A second figure is mostly what the first is to be compared with.
    is_compared = _BASELINE.search(answer) or _BASELINE.search(question) or len(_AMOUNT.findall(answer)) > 1
    if not is_compared:
        figures = tuple(text for text in told if _CHANGE.search(text))
        if figures:
            yield "probe.baseline", StoryPart.MEASURE, figures
    if says_we(answer, _OFTEN) and not says_i(answer):
        yield "probe.own_part", StoryPart.OWN_ACTION, tuple(text for text in own if _WE_DID.search(text))
    decided = tuple(text for text in own if _DECIDED.search(text))
    if decided and not _ALTERNATIVE.search(answer):
        yield "probe.alternative", StoryPart.ALTERNATIVES, decided
    if decided and not _REASON.search(answer):
        yield "probe.reason", StoryPart.DECISION_REASON, decided
    troubles = tuple(text for text in told if _TROUBLE.search(text))
    if troubles and not _END.search(answer):
        yield "probe.end", StoryPart.RESULT, troubles
