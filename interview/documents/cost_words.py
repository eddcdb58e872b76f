"""What a model costs, in words: tokens rounded, money in whole US cents, with the day of the prices."""

from __future__ import annotations

from datetime import UTC, datetime

from interview.core.cost import Spent, cents
from interview.i18n.translate import Words, sentences

CENTS_A_DOLLAR = 100


def tokens(count: int) -> str:
    """About as many: to thousands, to hundreds or to tens."""
    step = 1_000 if count >= 10_000 else 100 if count >= 1_000 else 10
    return f"{max(step, round(count / step) * step) if count else 0:,}"


def money(say: Words, low: int, high: int | None = None) -> str:
    """An amount, or the range of one, of micro-dollars."""
    least, most = cents(low), cents(low if high is None else high)
    if most < 1:
        return say("less than 1 US cent")
    if least == most:
        return say("about {amount}", amount=_amount(say, most))
    if least < 1:
        return say("at most {amount}", amount=_amount(say, most))
    if most < CENTS_A_DOLLAR:
        return say("{least} to {most} US cents", least=least, most=most)
    return say("{least} to {most} US dollars", least=_dollars(least), most=_dollars(most))


def _amount(say: Words, whole: int) -> str:
    if whole == 1:
        return say("1 US cent")
    if whole < CENTS_A_DOLLAR:
        return say("{count} US cents", count=whole)
    return say("{amount} US dollars", amount=_dollars(whole))


def _dollars(whole: int) -> str:
    return f"{whole // CENTS_A_DOLLAR}.{whole % CENTS_A_DOLLAR:02d}"


def prices_told(say: Words, as_of: str) -> str:
    """Which prices an amount rests on."""
    if not as_of:
        return say("at the price set for this app")
    return say("prices of {day}", day=say.day(datetime.fromisoformat(as_of).replace(tzinfo=UTC), UTC))


def told(say: Words, spent: Spent) -> str:
    """What was used, in a sentence or two; "" where no model was called."""
    if not spent.calls:
        return ""
    told = _of_the_model(say, spent) if spent.tokens.all or not spent.speech else _of_speech_alone(say, spent)
    if not spent.speech:
        return told
    count = spent.without_price or spent.speech
    if not spent.without_price:
        return told if not spent.tokens.all else sentences((told, _counted(say, count, spent)))
    return sentences((told, _without_price(say, count)))


def _of_the_model(say: Words, spent: Spent) -> str:
    read, written = tokens(spent.tokens.read), tokens(spent.tokens.written)
    if spent.micro_dollars is None:
        return say("The model read about {read} and wrote about {written} tokens.", read=read, written=written)
    if not (spent.micro_dollars or spent.as_of):
        return say(
            "The model read about {read} and wrote about {written} tokens, at no charge.", read=read, written=written
        )
    return say(
        "The model read about {read} and wrote about {written} tokens: {money} ({prices}).",
        read=read,
        written=written,
        money=money(say, spent.micro_dollars),
        prices=prices_told(say, spent.as_of),
    )


def _of_speech_alone(say: Words, spent: Spent) -> str:
    if spent.without_price == spent.speech:
        return ""
    if not (spent.micro_dollars or spent.as_of):
        return say("Requests for writing down and reading aloud: {count}, at no charge.", count=spent.speech)
    return say(
        "Requests for writing down and reading aloud: {count}, {money} ({prices}).",
        count=spent.speech,
        money=money(say, spent.micro_dollars or 0),
        prices=prices_told(say, spent.as_of),
    )


def _counted(say: Words, count: int, spent: Spent) -> str:
    if not spent.micro_dollars:
        return say("Requests for writing down and reading aloud: {count}.", count=count)
    return say("That includes requests for writing down and reading aloud: {count}.", count=count)


def _without_price(say: Words, count: int) -> str:
    return say("Requests for writing down and reading aloud, whose price is not known here: {count}.", count=count)
