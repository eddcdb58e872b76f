"""Signing in at a provider of identities: who is taken for whom, what is refused, and how a sign-in ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError
from sqlalchemy import func, select
from sqlmodel import SQLModel
from starlette.applications import Starlette
from starlette.routing import Mount

from interview.core.accounts import key_of, name_of_subject, usual_owner
from interview.errors import Code, Invalid
from interview.services import Services
from interview.settings import Settings
from interview.storage.tables import AccountRow, SignInRow
from interview.use_cases import accounts
from interview.web import signed_in
from interview.web.listening import refuse_open
from interview.web.routes.signing_in import signing_in
from tests.identity_provider import COOKIE_SECRET
from tests.lying_provider import CLIENT, SECRET, LyingProvider

pytestmark = pytest.mark.sqlite_first

PUBLIC = "http://127.0.0.1:8501"
MakeServices = Callable[..., Services]


@pytest.fixture(scope="module")
def provider() -> Iterator[LyingProvider]:
    running = LyingProvider()
    yield running
    running.stop()


@pytest.fixture
def centre(make_services: MakeServices, sqlite_url: str, provider: LyingProvider) -> Services:
    provider.lie = ""
    provider.tokens_for.clear()
    return make_services(sqlite_url, **told(provider))


def told(provider: LyingProvider, **changes: Any) -> dict[str, Any]:
    return {
        "oidc_issuer": provider.issuer,
        "oidc_client_id": CLIENT,
        "oidc_client_secret": SECRET,
        "public_url": PUBLIC,
        "cookie_secret": COOKIE_SECRET,
        "operators": "opal",
        **changes,
    }


def browser(services: Services) -> TestClient:
    app = Starlette(routes=[Mount("/auth", app=signing_in(services.settings, lambda: services))])
    return TestClient(app, base_url=PUBLIC, follow_redirects=False)


def sign_in(client: TestClient, provider: LyingProvider, back: str = "/") -> Any:
    """There and back again."""
    sent = client.get("/auth/login", params={"back": back})
    if sent.status_code != 302:
        return sent
    asked = provider.ask(sent.headers["location"])
    return client.get("/auth/callback", params={"code": "c", "state": asked["state"]})


def shown(client: TestClient, services: Services) -> list[str]:
    return list(signed_in.shown(lambda _: [], dict(client.cookies), services.settings))


def test_who_comes_back_is_an_account_of_issuer_and_subject_and_no_name_is_kept(
    centre: Services, provider: LyingProvider
) -> None:
    client = browser(centre)
    reply = sign_in(client, provider, "/history?page=2")
    assert (reply.status_code, reply.headers["location"]) == (303, "/history?page=2")
    (token,) = shown(client, centre)
    owner = centre.accounts.owner_of([token])
    with centre.store.reading() as db:
        account = db.get(AccountRow, key_of(name_of_subject(provider.issuer, "ada")))
        row = db.get(SignInRow, key_of(token.encode()))
    assert account is not None
    assert row is not None
    assert account.owner == owner
    assert token not in repr(row)
    cookie = next(line for line in reply.headers.get_list("set-cookie") if line.startswith("mock_interview_signed_in="))
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    asked, given = provider.asked[-1], provider.tokens_for[-1]
    assert asked["scope"] == "openid"
    assert (asked["code_challenge_method"], len(asked["state"]) >= 20, len(asked["nonce"]) >= 20) == (
        "S256",
        True,
        True,
    )
    assert asked["redirect_uri"] == given["redirect_uri"] == f"{PUBLIC}/auth/callback"
    assert len(given["code_verifier"]) >= 43
    assert given["authorization"].startswith("Basic ")


def counted(services: Services, table: type[SQLModel]) -> int:
    with services.store.reading() as db:
        return db.scalar(select(func.count()).select_from(table)) or 0


LIES = [
    "another issuer", "another audience", "other audiences", "run out", "another nonce", "no nonce", "no subject",
    "no issuer", "no audience", "no end", "subject number", "subject empty", "subject list", "subject zero", "no token",
    "another key", "signed with the client's secret", "signed with its public key", "not signed", "changed on the way",
]  # fmt: skip


@pytest.mark.parametrize("lie", LIES)
def test_a_token_in_which_one_thing_is_wrong_signs_nobody_in(
    centre: Services, provider: LyingProvider, lie: str
) -> None:
    provider.lie = lie
    client = browser(centre)
    reply = sign_in(client, provider)
    assert (reply.status_code, "SIGN_IN_FAILED" in reply.text) == (400, True)
    assert shown(client, centre) == []
    assert counted(centre, AccountRow) == counted(centre, SignInRow) == 0


@pytest.mark.parametrize("lie", ["another issuer in its description", "broken"])
def test_a_provider_that_is_another_one_or_does_not_answer_is_said_and_may_answer_later(
    centre: Services, provider: LyingProvider, lie: str
) -> None:
    provider.lie = lie
    client = browser(centre)
    reply = sign_in(client, provider)
    assert reply.status_code in (500, 503)
    assert "SIGN_IN_UNAVAILABLE" in reply.text
    provider.lie = ""
    assert sign_in(client, provider).status_code == 303


def test_only_the_browser_that_was_sent_there_is_signed_in_and_only_once(
    centre: Services, provider: LyingProvider
) -> None:
    sent, other = browser(centre), browser(centre)
    asked = provider.ask(sent.get("/auth/login").headers["location"])
    way_back = {"code": "c", "state": asked["state"]}
    assert other.get("/auth/callback", params=way_back).status_code == 400
    assert sent.get("/auth/callback", params=way_back | {"state": "guessed"}).status_code == 400
    assert sent.get("/auth/callback", params={"code": "c"}).status_code == 400
    assert sent.get("/auth/callback", params={"error": "access_denied", "state": asked["state"]}).status_code == 400
    assert provider.tokens_for == []
    assert sign_in(sent, provider).status_code == 303
    again = {"code": "c", "state": provider.asked[-1]["state"]}
    # Whoever is in already and comes by an old address goes on; nobody is signed in by it.
    (before,) = shown(sent, centre)
    assert sent.get("/auth/callback", params=again).status_code == 303
    assert shown(sent, centre) == [before]
    assert len(provider.tokens_for) == 1


@pytest.mark.parametrize(
    "back", ["https://evil.example", "//evil.example", "/\\evil.example", "/auth/logout", "/auth/login", "javascript:x"]
)
def test_the_way_back_leads_to_a_page_of_ours(centre: Services, provider: LyingProvider, back: str) -> None:
    assert sign_in(browser(centre), provider, back).headers["location"] == "/"


def test_a_cookie_that_we_did_not_sign_is_nobody(centre: Services, provider: LyingProvider) -> None:
    client = browser(centre)
    sign_in(client, provider)
    name = signed_in.cookie_name(centre.settings)
    value = client.cookies[name]
    token = value.rpartition(".")[0]
    for wrong in (token, f"{token}.", f"{value}x", f"x{value}", "", ".", "\u00e9.x"):
        assert list(signed_in.shown(lambda _: [], {name: wrong}, centre.settings)) == []


def test_signing_out_ends_the_sign_in_and_clears_the_browser(centre: Services, provider: LyingProvider) -> None:
    client = browser(centre)
    sign_in(client, provider)
    names = shown(client, centre)
    asked = client.get("/auth/logout", headers={"Sec-Fetch-Site": "cross-site"})
    assert "<form" in asked.text
    assert centre.accounts.owner_of(names)
    done = client.post("/auth/logout")
    assert done.headers["clear-site-data"] == '"storage"'
    assert shown(client, centre) == []
    with pytest.raises(Invalid) as caught:
        centre.accounts.owner_of(names)
    assert caught.value.code is Code.SIGN_IN_NEEDED


def test_who_signs_in_again_in_one_browser_leaves_no_sign_in_behind(centre: Services, provider: LyingProvider) -> None:
    client = browser(centre)
    sign_in(client, provider)
    first = shown(client, centre)
    sign_in(client, provider)
    assert shown(client, centre) != first
    assert counted(centre, SignInRow) == 1


# From here on both kinds of database.


@pytest.fixture
def people(make_services: MakeServices, database_url: str, provider: LyingProvider) -> Services:
    return make_services(database_url, **told(provider))


PAIRS = [
    ("carol", "Carol"),
    ("王内", "王冠"),
    ("Milà", "MilÅ"),
    ("strasse", "straße"),
    ("ada", "ada "),
    ("é", "e\u0301"),
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_subjects_that_differ_in_one_byte_are_two_people(people: Services, one: str, other: str) -> None:
    owners = [people.accounts.owner_of([people.accounts.sign_in(name)[0]]) for name in (one, other, one)]
    assert owners[0] == owners[2] != owners[1]


def test_the_same_words_from_a_proxy_and_from_two_issuers_are_three_people(
    make_services: MakeServices, database_url: str, provider: LyingProvider
) -> None:
    by_header = make_services(database_url, user_header="X-Person").accounts.owner_of(["ada"])
    ways = [make_services(database_url, **told(provider, oidc_issuer=f"https://{host}.example")) for host in ("a", "b")]
    owners = [each.accounts.owner_of([each.accounts.sign_in("ada")[0]]) for each in ways]
    assert len({by_header, *owners}) == 3
    # Issuer and subject are parted so that no other pair reads the same, and no header can hold what parts them.
    assert name_of_subject("https://a", "b/c") != name_of_subject("https://a/b", "c")
    assert b"\0" in name_of_subject("https://a", "b")
    for issuer, subject in (("https://a", "b\0c"), ("https://a\0b", "c"), ("https://a", "")):
        with pytest.raises(ValueError, match="zero bytes"):
            name_of_subject(issuer, subject)


def test_what_an_earlier_release_kept_of_a_name_goes_to_no_subject(people: Services, monkeypatch) -> None:
    monkeypatch.setattr("interview.storage.accounts.has_data", lambda *_: True)
    token, _ = people.accounts.sign_in("ada")
    key = key_of(name_of_subject(people.settings.oidc_issuer, "ada"))
    assert people.accounts.owner_of([token]) == usual_owner(key)


def test_a_sign_in_runs_out_and_is_forgotten(people: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounts, "SIGNED_IN_FOR", timedelta(seconds=-1))
    token, _ = people.accounts.sign_in("ada")
    with pytest.raises(Invalid) as caught:
        people.accounts.owner_of([token])
    assert caught.value.code is Code.SIGN_IN_NEEDED
    monkeypatch.undo()
    people.accounts.sign_in("ada")
    assert counted(people, SignInRow) == 1


def test_who_is_revoked_is_out_in_every_browser_and_process_and_signs_in_anew_afterwards(
    people: Services, make_services: MakeServices, database_url: str, provider: LyingProvider, monkeypatch
) -> None:
    monkeypatch.setattr(accounts, "KNOWN_FOR_S", 0)
    other_process = make_services(database_url, **told(provider))
    tokens = [people.accounts.sign_in("ada")[0] for _ in range(2)]
    owner = people.accounts.owner_of(tokens[:1])
    name = people.accounts.name_of("ada")
    assert people.accounts.revoke(name)
    for process in (people, other_process):
        for token in tokens:
            with pytest.raises(Invalid) as caught:
                process.accounts.owner_of([token])
            assert caught.value.code is Code.SIGN_IN_REVOKED
    with pytest.raises(Invalid):
        people.accounts.sign_in("ada")
    assert other_process.accounts.restore(name)
    for token in tokens:
        with pytest.raises(Invalid) as caught:
            people.accounts.owner_of([token])
        assert caught.value.code is Code.SIGN_IN_NEEDED
    assert people.accounts.owner_of([people.accounts.sign_in("ada")[0]]) == owner


def test_operators_are_known_by_their_subject(people: Services) -> None:
    assert people.accounts.is_operator([people.accounts.sign_in("opal")[0]])
    assert not people.accounts.is_operator([people.accounts.sign_in("Opal")[0]])


@pytest.mark.parametrize(
    ("changes", "told_why"),
    [
        ({"user_header": "X-Person", "proxy_secret": "x" * 20}, "not both"),
        ({"public_url": ""}, "PUBLIC_URL"),
        ({"cookie_secret": ""}, "COOKIE_SECRET"),
        ({"oidc_client_id": ""}, "OIDC_CLIENT_ID"),
        ({"oidc_issuer": ""}, "OIDC_ISSUER"),
        ({"cookie_secret": "short"}, "32 characters"),
        ({"public_url": "http://interview.example.org"}, "https://"),
        ({"oidc_issuer": "http://sign-in.example.org"}, "https://"),
        ({"public_url": "https://interview.example.org/app"}, "nothing behind it"),
        ({"public_url": "interview.example.org"}, "an address like"),
        ({"oidc_issuer": "https://me:pw@sign-in.example.org"}, "an address like"),
    ],
)
def test_settings_that_do_not_fit_together_are_refused_with_a_sentence(
    provider: LyingProvider, changes: dict[str, str], told_why: str
) -> None:
    with pytest.raises(ValidationError, match=told_why):
        Settings(_env_file=None, **told(provider, **changes))


def test_with_https_the_cookie_is_bound_to_this_host_and_its_name_is_allowed(provider: LyingProvider) -> None:
    settings = Settings(_env_file=None, **told(provider, public_url="https://interview.example.org"))
    assert settings.hosts == ("interview.example.org",)
    assert signed_in.cookie_name(settings).startswith("__Host-")


def test_where_people_sign_in_at_a_provider_the_app_listens_for_others(provider: LyingProvider) -> None:
    refuse_open(Settings(_env_file=None, **told(provider)), "0.0.0.0")
    with pytest.raises(SystemExit, match="OIDC_ISSUER"):
        refuse_open(Settings(_env_file=None), "0.0.0.0")
