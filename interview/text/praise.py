"""Sentences that praise an answer, among those that were written to say what it lacks.

In doubt a sentence praises: without it, what is counted from the verdicts is said. What is quoted does not count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from interview.text.languages import is_chinese
from interview.text.praise_and_blame import WHAT_IS_GOOD, judges
from interview.text.quotations import QUOTED
from interview.text.whole_sentences import sentence_spans

READ_IN = frozenset({"en", "zh", "de"})
"""The languages in which praise is seen."""


def _any_of(listed: str) -> str:
    """A pattern of whole words; an underline stands for a space."""
    return rf"\b(?:{'|'.join(listed.split()).replace('_', ' ')})\b"


def _compiled(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


@dataclass(frozen=True)
class _Praise:
    """How a language praises: in `words` of praise unless the sentence has one that turns them round, and surely in
    some phrases (`surely`). Behind the beginning of an instruction (`to_do`) such words say what to do. What is `about`
    somebody or their answer and `helps` with nothing only says how good it was."""

    words: re.Pattern[str]
    turned: re.Pattern[str]
    surely: re.Pattern[str]
    to_do: re.Pattern[str]
    about: re.Pattern[str]
    helps: re.Pattern[str]

    def is_in(self, sentence: str) -> bool:
        if self.surely.search(sentence):
            return True
        order = self.to_do.search(sentence)
        if order is None and self.about.match(sentence) and not self.helps.search(sentence):
            return True
        told = sentence if order is None or judges(sentence) else sentence[: order.start()]
        return self.turned.search(sentence) is None and self.words.search(told) is not None


_CLAUSE = r"(?:\A\W*|[.,;:–—]\s+|\b(?:and|but|then|so|und|aber|dann|also)\s+)"
_TO_DO = _any_of(
    r"""say name explain state add give mention describe define tell show compare contrast point put write use start
    begin end make read learn study practi[sc]e review revise look check note remember keep link connect separate
    distinguish include cover bring back support try think consider focus work walk list correct replace drop leave
    avoid turn go draw illustrate clarify specify quantify measure prepare rehearse address discuss talk outline
    summari[sz]e answer relate lead structure choose pick find recall refresh rephrase split do don['’]t
    be(?!_proud|_pleased)"""
)
_TURNED = (
    _any_of(
        r"""not no nor never none neither cannot hardly too only would if wrong opposite mistaken incorrect instead
        rather unfortunately lack\w* miss\w* without"""
    ),
    r"n['’]t\b",
)
_ENGLISH = _Praise(
    words=_compiled(
        _any_of(
            r"""excellent great perfect(?:ly)? brilliant\w* wonderful\w* fantastic outstanding superb\w* amazing\w*
            impress\w* solid strong good nice correct(?:ly)? right(?:ly)? accurate(?:ly)? true exactly precise(?:ly)?
            thorough(?:ly)? (?<!as_)well(?!-) understand(?:s|ing)? grasp nailed spot_on on_point bravo congratulations
            i_(?:really_)?(?:agree|like|love) master(?:s|ed|y|ful\w*)? experts? flawless\w* faultless\w*
            first[-_]rate top[-_]notch remarkabl\w* exceptional\w* stellar terrific splendid awesome convinc\w*
            confident\w* proud kudos hats_off chapeau"""
        )
    ),
    turned=_compiled(*_TURNED),
    surely=_compiled(
        _any_of(
            r"""(?:top|full)_(?:marks|credit) flying_colou?rs keep_(?:it|this)_up keep_up_the hire_you
            nothing_(?:more_|else_|left_)?(?:to|i_would|i['’]d)_(?:add|improve|fix|change|correct|critici[sz]e)
            nothing_(?:is_|was_)?(?:missing|lacking) could(?:_not|n['’]t)_(?:\w+_){0,3}better
            (?:can|could)(?:_?not|n['’]t)_fault know_your_(?:stuff|subject|trade|craft|way|job)
            (?:how|like|as)_(?:an?|the|any|every)_(?:\w+_)?(?:senior|expert|pro|professional|master|specialist)
            (?:ready|fit|made|cut_out)_for_(?:an?|the|this|any)_(?:\w+_){0,3}(?:role|job|position|level|team)
            i(?:['’]d|_would|_will|['’]ll)_hire"""
        )
    ),
    to_do=_compiled(
        rf"{_CLAUSE}(?:(?:please|also|then|next time|next|first|instead|now|always|never|try to|do not|don['’]t),?\s+)*"
        rf"{_TO_DO}(?!\s+(?:is|was|are|were|made|shows?|went)\b)",
        rf"\byou (?:should|could|may|might|must|need to|have to) (?:\w+ )?{_TO_DO}",
    ),
    about=_compiled(r"\W*(?:you(?:['’]\w+)?|your|i(?:['’]\w+)?|(?:this|that)(?:['’]s|\s+(?:is|was)))\s"),
    helps=_compiled(
        *_TURNED,
        _any_of(
            r"""but should could can may might must needs? have_to has_to more less better other another revers\w*
            invert\w* backwards contrary however yet le(?:ave|aves|aving|ft)_out skip\w* forg[eo]t\w* omit\w*
            overlook\w* confus\w* mix\w* swap\w* vague\w* unclear\w* short\w* long\w* brief\w* general\w*
            generic incomplete partly half hard weak\w* thin jargon abstract guess\w* assum\w* contradict\w*
            hid(?:e|es|den) repeat\w* jump\w* drift\w* sa(?:y|ys|id) wr(?:ite|ites|ote) claim\w* call\w*
            beg[aiu]n\w* start\w* stop\w* end\w* mention\w* describ\w* sp(?:eak|oke)\w* talk\w* list\w*
            name[ds]? help\w* gain\w* treat\w* equat\w* conflat\w* blam\w* wander\w* stray\w* switch\w*"""
        ),
    ),
)
_GERMAN_TURNED = _any_of(
    r"""nicht kein\w* nie ohne fehl(?:t|en|te|end\w*) falsch\w* gegenteil umgekehrt sondern statt stattdessen nur wenn
    wäre\w* würde\w* leider unrichtig\w*"""
)
_GERMAN_TO_DO = _any_of(
    r"""(?:sag|nenn|erklär|beschreib|ergänz|füg|zeig|mach|geh|begründ|führ|vergleich|denk|üb|lern|wiederhol|acht|stell|schreib|verwend|nutz)(?:e?|en_sie)
    (?:unterscheid|korrigier|beginn|ordn|beleg|bezieh|rechn|leg|bring|schau|prüf|arbeit|versuch|formulier|verknüpf|setz)(?:e?|en_sie)
    (?:merk|behalt|überleg|fass|trenn|heb|lass|vermeid|bleib|bau|erwähn|erläuter|such|wähl|definier|präzisier)(?:e?|en_sie)
    gib geben_sie lies lesen_sie sprich sprechen_sie"""
)
_GERMAN = _Praise(
    words=_compiled(
        _any_of(
            r"""hervorragend\w* ausgezeichnet\w* großartig\w* exzellent\w* perfekt\w* brillant\w* fantastisch\w*
            wunderbar\w* toll\w* super klasse spitze\w* stark\w* solide\w* gut(?:e[mnrs]?)? bravo glückwunsch
            gratul\w* richtig\w* korrekt\w* stimmt zutreffend\w* genau treffend\w* souverän\w* beherrsch\w*
            beeindruck\w* überzeug\w* gelungen\w* verstehst verstanden einwandfrei\w* tadellos\w* fehlerfrei\w*
            kompetent\w* meisterhaft\w* experte\w* bestens hut_ab chapeau"""
        )
    ),
    turned=_compiled(_GERMAN_TURNED),
    surely=_compiled(
        _any_of(
            r"""nichts_(?:mehr_)?(?:hinzuzufügen|zu_(?:ergänzen|verbessern|bemängeln|kritisieren|meckern)) weiter_so
            es_fehlt_nichts nichts_fehlt besser_geht volle_punktzahl bestnote wie_ein_(?:profi|experte)
            (?<!eine_)(?<!die_)(?:gute|tolle|starke|super|klasse|hervorragende|richtige)_(?:antwort|erklärung|leistung)
            gut_(?:gemacht|erklärt|gesagt|beschrieben) stellen?_(?:dich|sie)_ein"""
        )
    ),
    to_do=_compiled(rf"{_CLAUSE}(?:(?:bitte|auch|dann|zuerst),?\s+)*{_GERMAN_TO_DO}"),
    about=_compiled(r"\W*(?:du|dein\w*|sie|ihre?|ich|das\s+(?:ist|war)|die antwort (?:ist|war))\s"),
    helps=_compiled(
        _GERMAN_TURNED,
        _any_of(
            r"""aber jedoch doch noch soll\w* muss\w* müss\w* kannst könn\w* darf\w* mehr besser weniger zu ander\w*
            lass\w* lässt verwechsel\w* vermisch\w* vergiss\w* vergess\w* sag\w* schreib\w* nenn\w* behaupt\w*
            beschreib\w* erwähn\w* beginn\w* wiederhol\w* bleib\w* unklar\w* kurz\w* lang\w* vage\w*
            allgemein\w* ungenau\w* schwach\w* hilf\w* teilweise halb\w* widersprich\w* gleich\w*"""
        ),
    ),
)
_CHINESE_WORDS = re.compile(
    r"[很非常太真最]好|好(?:回答|极)|得好|[不没]错|正确|准确|对(?=[的了！!]|\Z)|棒|出色|精彩|优秀|完美|到位|完整|清楚|清晰|全面|深刻|"
    r"理解|很好|掌握|精通|专业|厉害|满意|佩服|点赞"
)
_CHINESE_SURELY = re.compile(
    r"无可挑剔|滴水不漏|满分|继续保持|(?:没有?|无)(?:什么|任何)?(?:可以?|需要?|要)?(?:补充|改进|挑剔)|高手|行家|已经?掌握|"
    r"你(?:完全|真的?)?掌握|资深(?:工程师|专家|人士)"
)
_CHINESE_TURNED = re.compile(
    r"不(?!错)|没(?!错)|未|无|(?<![不没])错|缺|漏|应|要(?!点)|请|如果|若|更|才|需|相反|怎么|什么"
)
_CHINESE_TO_DO = re.compile(
    r"\s*(?:也|还|再|先|并|然后|接着|下次|你?可以|回答时|准确地?|清楚地?|完整地?)*(?:说|讲|写|给|补充|用|加|举|列|指|解释|描述|学|练|"
    r"复习|查|记|提|谈|区|比|回顾|了解|理解|掌握|准备|试|尝试|明确|弄|搞|强调|结合|把|将|阐|点明|量化|对比|注意|确保|让|从|想|读|看|"
    r"思考|分析|总结)(?!得|的|到位|出色|正确|准确|很|非常|十分|完全|都|真|最|太)"
)
_CHINESE_CLAUSE = re.compile(r"[，。！？；、,.!?;\n]+")
_CHINESE_ABOUT = re.compile(r"\s*(?:你|您|这是|这就是)")
_CHINESE_HELPS = re.compile(r"但|却|可以|再|还|说|提到|讲|认为|以为|只|反|混|误|笼统|模糊|短|简单|倒|偏|离题|跑题")


def praises(text: str, language: str = "en") -> bool:
    """Whether a text in a language of READ_IN seems to tell somebody that what they said was good or right, or says of
    them and their answer nothing that helps."""
    bare = QUOTED.sub("…", text)
    said = [bare[start:end] for start, end in sentence_spans(bare)]
    if is_chinese(bare):
        return any(map(_praises_in_chinese, said))
    known = (_ENGLISH, _GERMAN) if language == "de" else (_ENGLISH,)
    without = [WHAT_IS_GOOD.sub("", sentence, count=1) for sentence in said]
    return any(each.is_in(sentence) for sentence in without for each in known)


def _praises_in_chinese(sentence: str) -> bool:
    if _CHINESE_SURELY.search(sentence):
        return True
    helps = any(each.search(sentence) for each in (_CHINESE_TURNED, _CHINESE_HELPS))
    clauses = _CHINESE_CLAUSE.split(sentence)
    if _CHINESE_ABOUT.match(sentence) and not helps and not any(map(_CHINESE_TO_DO.match, clauses)):
        return True
    return any(
        _CHINESE_WORDS.search(clause) and not _CHINESE_TURNED.search(clause) and not _CHINESE_TO_DO.match(clause)
        for clause in clauses
    )
