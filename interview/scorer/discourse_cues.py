"""English cue features of a told experience, as data: which words in a sentence show which part of the account.

`strong` alone shows the part, `weak` only touches it. Patterns look at one sentence; they carry no score and know
nothing of whole answers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from interview.core.key_point import StoryPart


def _any(listed: str) -> str:
    """A pattern for any of the expressions listed, separated by bars, over lines."""
    return r"\b(?:" + re.sub(r"\s*\|\s*", "|", " ".join(listed.split())) + r")\b"


PAST = _any(
    r"""was | were | had | did | made | built | wrote | took | chose | led | ran | got | gave | went | found |
    thought | brought | kept | held | saw | told | spoke | met | came | began | left | drew |
    taught | sent | rebuilt | rewrote | broke | drove | fell | grew | knew | lost | said | showed
    | spent | stood | understood | won | sat | felt | paid | heard | sold | caught | threw | rode
    | (?<=I )(?:set|put|cut|let|shut|read|split) | (?<=[Ww]e )(?:set|put|cut|let|shut|read|split)
    | (?<=he )(?:set|put|cut|let|shut|split) | (?<=they )(?:set|put|cut|let|shut|split)
    | (?<!\ban )(?<!\ba )(?<!\bwell )(?<!\bmore )(?<!\bget )(?<!\bbe )(?<!\bis )(?<!\bam )(?<!\bare
    )(?<!['’]m )(?<!['’]re )(?!need|speed|indeed|feed|exceed|proceed|succeed\b)\w{2,}ed"""
)
# A perfect says how things are by now; it tells no event ("I have met it in every job").
EVENT = rf"(?<!have )(?<!has )(?<!['’]ve ){PAST}"
_ADVERB = r"(?:\s+(?:also|then|first|finally|just|simply|never|always|only|still|even|all|\w+ly))?"
I_DID = rf"\bI{_ADVERB}\s+{PAST}"
I_FELT = r"\bI\s+(?:was|were|had|felt|thought|knew|learned|heard|needed|wanted|could)\b"
WE_DID = rf"\b[Ww]e{_ADVERB}\s+{PAST}"
SOMEBODY = _any(
    r"""I | we | my | our | us | me | he | she | it | they | team | company | customers? | clients? | users? |
    people | shop | project | service"""
)
PEOPLE = _any(
    r"""colleagues? | team ?mates? | team | managers? | leads? | boss | customers? | clients? | users? | designers?
    | developers? | engineers? | testers? | analysts? | operators? | stakeholders? | owners? | reviewers? |
    partners? | interns? | juniors? | seniors? | support | sales | marketing | operations | department | people
    | nurses? | doctors? | students? | teachers? | supervisors? | vendors? | suppliers? | everyone | everybody |
    somebody | someone | the others | he | she | they | him | her | them | the \w+(?:ist|ant)s?
    | directors? | drivers?"""
)
TOGETHER = _any(
    r"""with | asked | told | showed | help(?:ed|ing) | agreed | together | met | meeting | explained | talked |
    spoke | discussed | pair(?:ed|ing) | review(?:ed|ing) | taught | listened | convinced | invited | shared |
    gave | between | suggested | wanted | trained | presented | joined | called | offered | thanked | disagreed
    | split | said | thought | feared | accepted | trusted | understood | reacted | needed"""
)
_UNIT = _any(
    r"""percent | per cent | seconds? | minutes? | hours? | days? | weeks? | months? | years? | milliseconds? | ms |
    users? | customers? | requests? | tickets? | orders? | calls? | errors? | bugs? | incidents? | times |
    people | euros? | dollars? | pounds? | [gmkt]b | (?:giga|mega|tera)bytes? | rows? | records? | lines? |
    points? | releases? | deployments? | tests? | cases? | complaints? | servers? | pages? | stores? | shops? |
    queries | reports? | k | thousand | million"""
)
_NUMBER = _any(
    r"""\d[\d.,]* | two | three | four | five | six | seven | eight | nine | ten | eleven | twelve | fifteen |
    twenty | thirty | forty | fifty | sixty | seventy | eighty | ninety | hundred | thousand | million | dozens?
    | half | a third | two thirds | a quarter | a fifth | a tenth"""
)
_AMOUNT = (
    rf"[$€£]\s?\d|\d\s?%|{_NUMBER}(?:[\s-]\w+){{0,2}}[\s-]?{_UNIT}|\d(?:ms|s|[gmkt]b|k|x)\b"
    rf"|\bby (?:\w+ (?:than )?)?{_NUMBER}|\bfrom [^.]{{1,40}}\bto (?:\w+ )?{_NUMBER}"
    r"|\b(?:one in|out of|under one|below one)\b"
    + "|"
    + _any("halved | doubled | tripled | quartered | twice | half (?:of|the|as) | nobody | none | not a single | zero")
)


@dataclass(frozen=True)
class Cue:
    """Patterns for one part of the account."""

    strong: re.Pattern[str]
    weak: re.Pattern[str]


def _cue(strong: str, weak: str, *, flags: re.RegexFlag = re.IGNORECASE) -> Cue:
    return Cue(re.compile(strong, flags), re.compile(weak, flags))


CUES: dict[StoryPart, Cue] = {
    StoryPart.SITUATION: _cue(rf"(?=.*{SOMEBODY}).*{PAST}", _any("is | are | has | have | used to")),
    StoryPart.TASK: _cue(
        _any(
            r"""(?:I|we) (?:was|were) (?:asked|told|given|responsible|in
            charge|hired|assigned|supposed|expected|meant|to) | (?:my|our) (?:task | job | part | role | goal |
            aim | responsibility | assignment | piece | share | work) (?:was|were|is|in|as|meant) | I (?:had
            to|owned|was the one|took over|needed to|took on|was
            (?:building|leading|working|put)|led|volunteered) | (?:was|were|fell|landed|came|up) (?:mine|to
            me|on me) | (?:was|became) (?:my|our) (?:task|job|part|responsibility)
            | asked me | told me to | wanted me | gave me | we (?:had|needed|were going) to | I wanted
            (?:them|him|her|us|it) to | the (?:whole )?(?:goal|task|aim|plan|deadline|assignment) (?:was|were)"""
        ),
        _any("responsible | goal | supposed | deadline | to (?:build|make|reduce|improve|replace|fix|write|move|find)"),
    ),
    StoryPart.OWN_ACTION: _cue(
        I_DID, rf"{WE_DID}|" + _any("my (?:change|fix|approach|design|plan|solution|part)"), flags=re.NOFLAG
    ),
    StoryPart.DECISION_REASON: _cue(
        r"(?=.*"
        + _any(
            r"""because | since | so that | in order to | the reasons? | (?:that|this|which) (?:is|was) why | that's
            why | as (?:it|they|we|the|I) | given that | so (?:I|we|the|that|it|they) | due to | otherwise | to
            avoid | meant that | to keep | (?:was|were) (?:too|not worth|the only) | (?:but|then) (?:the )?\w+
            (?:could|would|might)"""
        )
        + r").*"
        + _any("I | we | my | our | me | us | way | option | choice"),
        _any(
            r"""because | since | would have | could have | the only | decided | chose | picked | preferred | went
            with | reason | so that"""
        ),
    ),
    StoryPart.ALTERNATIVES: _cue(
        _any(
            r"""(?:considered|thought about|looked
            at|weighed|compared|tried|discussed|tempted|proposed|suggested|argued for |wanted|ruled
            out|rejected|decided against|turned down|preferred)\b.*\b(?:but|instead|rather|because|however |and
            dropped|against|versus|over|would have|or|too|first) | instead of | rather than |
            (?:would|could|might) (?:also )?(?:have|also) | one way was | another was | was possible | options?
            (?:was|were) | we could | as opposed to | compared with | alternatives? | either .* or | the
            (?:alternative|other (?:option|way|choice|idea)|quicker way|simpler way|easy way|obvious
            (?:way|choice|fix)) | another (?:option|way|idea|possibility|choice) | (?:two|three|both|other)
            (?:options|ways|choices|ideas|designs)"""
        ),
        _any("option | considered | other | instead | versus | compared"),
    ),
    StoryPart.OBSTACLE: _cue(
        r"(?=.*"
        + PAST
        + r").*"
        + _any(
            r"""problems? | difficult\w* | hard(?:er|est)? | trouble | fail(?:ed|s|ure|ing)? | broken? | bugs? |
            wrong | delay(?:ed)? | late | struggl\w+ | stuck | challeng\w+ | obstacles? | slow(?:er)? | crash\w*
            | outage | mistakes? | lost | miss(?:ed|ing) | refused | resist\w+ | against | disagree\w* |
            conflict\w* | unexpected\w* | surpris\w+ | turned out | however | could not | couldn't | did not |
            didn't | nobody | unfortunately | risk\w* | worr\w+ | complain\w* | errors? | leak\w* | timed out |
            limit\w* | tight | unclear | blocked | annoyed | angry | upset | afraid | pressure | overloaded"""
        ),
        _any("but | despite | although | even though | issue | tricky | only"),
    ),
    StoryPart.RESULT: _cue(
        _any(
            r"""in the end | as a result | since then | afterwards | after \w+ |
            finally | eventually | from then on | today | by the end | the (?:result|outcome) | ended(?: up)? |
            went live | in production | shipped | released | delivered | launched | went
            (?:down|up|out|from|through|well|smoothly) | fell | dropped | rose | grew | reduced | increased |
            improved | saved | cut | halved | doubled | no longer | stopped | still (?:use|in use|runs?|uses) |
            (?:has|have) (?:been|run|gone|not|used|become) | never (?:came|happened|again) | (?:was|were)
            (?:gone|ready) | (?:on|in) time | (?:had )?become | became | thanked | joined | opened | took \w+
            \w+ instead | made the difference | it cost | worth it | right (?:in the end|for) | paid off |
            settled | succeeded | threw away | came back | disappeared | accepted | adopted | kept the | worked
            | solved | fixed | passed"""
        ),
        _any("result | outcome | success | better | faster | happy | finished | completed | done | now"),
    ),
    StoryPart.MEASURE: _cue(_AMOUNT, r"\d|" + _any("(?:faster|fewer|less|more) (?:than|and) | most of")),
    StoryPart.LESSON: _cue(
        _any(
            r"""learn(?:ed|t) | lesson | taught me | I (?:now|would|will|have since) | next time | looking back | in
            hindsight | since then,? I | today I | reali[sz]ed | I (?:should|could) have | what I took | I
            understood | in my next | ever again | differently | from then on | ever since | showed me | I still
            (?:do|use) | if I (?:did|had|were|could) | my mistake"""
        ),
        _any("better | improve | mistake | experience | understand | important"),
    ),
    StoryPart.OTHERS: _cue(rf"(?=.*{PEOPLE}).*{TOGETHER}", rf"{PEOPLE}|{WE_DID}|\btogether\b"),
}
USED = re.compile(
    _any(
        r"""use[ds]? | using | built | wrote | written | ran | runs? | stored? | moved | set up | configured |
        handled | let us | made | gave | put | added | replaced | chose | kept | with | through | deployed |
        served | cached? | quer\w+ | test\w* | index\w*"""
    ),
    re.IGNORECASE,
)
TECHNICAL = re.compile(
    r"(?<=[a-z,] )[A-Z]\w+|\b[A-Z][a-z]*[A-Z]\w*|\b[A-Z]{2,}\b|\b\w+[.+#]\w+|"
    + _any(
        r"""librar(?:y|ies) | framework | databases? | tables? | index(?:es)? | caches? | queues? | quer(?:y|ies) |
        containers? | pipelines? | functions? | classes | modules? | endpoints? | services? | servers? |
        clusters? | components? | models? | scripts? | jobs? | threads? | transactions? | schemas? |
        deployments? | builds? | tests? | workers? | types? | migrations? | languages? | compiler | plugins? |
        tools? | documents? | keys | files?"""
    )
)
