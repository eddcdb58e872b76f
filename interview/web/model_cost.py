"""What an interview will probably cost, on the start page, and what a model has cost, for whoever runs the app."""

from __future__ import annotations

import streamlit as st

from interview.documents import cost_words
from interview.i18n.translate import Words, sentences
from interview.messages import Message
from interview.question_bank.bank import FOLDERS
from interview.use_cases.spending import Forecast
from interview.web import health, ui


def line(questions: int, follow_ups: int, language: str, say: Words) -> None:
    """The cost in one line where a price is known, or that nothing is left of the person's budget, and what that means
    for an interview in this language."""
    spending = ui.services().spending
    if spending.is_used_up(ui.owner()):
        told = Message.of("setup.no_budget") if language in FOLDERS else Message.of("setup.no_budget_no_bank")
        st.caption(say.message(told))
        return
    forecast = _forecast(questions, follow_ups)
    if forecast is None or forecast.money is None or forecast.is_free:
        return
    st.caption(say("Cost of the model: {money}.", money=cost_words.money(say, *forecast.money)))


def details(questions: int, follow_ups: int, say: Words) -> None:
    """The tokens behind it, and which prices; nothing where no model is at work."""
    forecast = _forecast(questions, follow_ups)
    if forecast is None:
        return
    low, high = forecast.tokens.low, forecast.tokens.high
    said = say(
        "The model will probably read {least_read} to {most_read} tokens and write {least_written} to {most_written}.",
        least_read=cost_words.tokens(low.read),
        most_read=cost_words.tokens(high.read),
        least_written=cost_words.tokens(low.written),
        most_written=cost_words.tokens(high.written),
    )
    if forecast.is_free:
        price = say("A model on this computer is free of charge.")
    elif forecast.money is not None:
        prices = cost_words.prices_told(say, forecast.as_of)
        price = say("That is {money} ({prices}).", money=cost_words.money(say, *forecast.money), prices=prices)
    else:
        price = say("Its price is not known here.")
    st.caption(sentences((said, price)))


def _forecast(questions: int, follow_ups: int) -> Forecast | None:
    services = ui.services()
    return services.spending.forecast(questions, follow_ups, services.settings.evaluation_opinions)


def by_day(say: Words) -> None:
    """What all interviews together used on each of the last seven days."""
    days = health.spent(ui.services())
    if not days:
        return
    st.subheader(say("Cost of the model by day (UTC)"), anchor=False)
    no_price = say("no price known")
    st.table(
        {
            # On a phone a day would break behind a hyphen.
            say("Day"): [at.isoformat().replace("-", "\N{NON-BREAKING HYPHEN}") for at, _ in days],
            say("Calls"): [spent.calls for _, spent in days],
            say("Tokens in"): [spent.tokens.read for _, spent in days],
            say("Tokens out"): [spent.tokens.written for _, spent in days],
            say("Cost"): [
                no_price if spent.micro_dollars is None else cost_words.money(say, spent.micro_dollars)
                for _, spent in days
            ],
        }
    )
