"""What a resume says that somebody lacks, wishes for or leaves to others is no skill of theirs; other names are."""

from __future__ import annotations

import pytest

from interview.resume.profile.denials import denied
from interview.resume.profile.lexicon import lexicon
from interview.resume.profile.reader import understand
from tests.growth import grows_with_length_alone

BULLET = """Omar Diaz
Backend developer

Skills
Java, SQL

Experience
Backend developer, Nimbus Ltd, Leeds, 2020 – now
- Built a billing service in Java
- {}
"""
SKILLS = """Omar Diaz
Backend developer

Skills
Java, SQL
{}

Experience
Backend developer, Nimbus Ltd, Leeds, 2020 – now
- Built a billing service in Java
"""
KNOWN = {"Java", "SQL"}

DENIALS = [
    "I have never worked with Kubernetes; our platform team runs it",
    "I have no experience with Kafka",
    "I have only read about Docker, and I would like to learn Rust and TypeScript.",
    "Not used yet: Kubernetes, AWS.",
    "I never did Ruby or Python but my brother does",
    "No React yet.",
    "Not my thing: payroll. I have never worked with SAP.",
    "Our developers wrote it in React.",
    "My colleague Ben did the React part",
    "I don't know Kotlin.",
    "I have not used Photoshop for a client",
    "I cannot use Tableau alone",
    "I have never operated a forklift since I trained as a nurse",
    "Forklift licence expired, not renewed",
    "Forklift licence expired 2020, to be renewed",
    "No experience of Excel for a month end",
    "I am not familiar with Angular",
    "I have not used Terraform, Ansible or Puppet so far.",
    "I've not had the chance to work with Kubernetes",
    "Kubernetes: not yet",
    "AWS (want to learn)",
    "React, which I have never used",
    "I don’t write PHP any more",
    "Used to know: C#, jQuery",
    "I have never written a line of Perl",
    "I have yet to try Elixir",
    "I know nothing about Terraform",
    "Terraform is not my area",
    "No Kafka, Spark or Flink experience",
    "Zero experience with Swift",
    "NEVER USED KAFKA, NO DOCKER YET",
    "I HAVE NEVER USED KAFKA",
    "没有 Kafka 经验，没用过 Docker",
    "Cannot drive a forklift",
    "Never drove a forklift",
    "Without forklift licence",
    "I have not got a forklift licence",
    "Haven't got my forklift licence",
    "Not licensed for forklift",
    "Forklift licence not held",
    "Forklift licence expired 2016",
    "Welding is not for me",
    "Left the welding to others",
    "Never needed Kafka",
    "Kafka is something I still have to learn",
    "Bookkeeping was done by my colleague",
    "Kafka? No.",
]
AFFIRMED = [
    ("Wrote not only Java but also Kotlin", {"Kotlin"}),
    ("No downtime with Kafka for two years", {"Kafka"}),
    ("I have not used Tableau since my last job", {"Tableau"}),
    ("I have not used Tableau for the last 3 years", {"Tableau"}),
    ("Willing to train others in Excel and Kubernetes", {"Excel", "Kubernetes"}),
    ("I plan to take Kubernetes to production in May", {"Kubernetes"}),
    ("I never lost a message in Kafka", {"Kafka"}),
    ("I never miss a Kafka rebalance", {"Kafka"}),
    ("No Kafka outages since 2021", {"Kafka"}),
    ("Trained 40 colleagues who had never used Tableau", {"Tableau"}),
    ("Built dashboards in Grafana for people who do not know PromQL", {"Grafana"}),
    ("Showed users without knowledge of Tableau how to read a chart", {"Tableau"}),
    ("Not a single failed deployment with Terraform in 2023", {"Terraform"}),
    ("I never deploy to Kubernetes without a review", {"Kubernetes"}),
    ("I never use Redis without a time to live", {"Redis"}),
    ("Wrote a Kafka consumer that does not lose events", {"Kafka"}),
    ("Moved the site to React, so that we no longer needed jQuery", {"React"}),
    ("Not just Docker, Kubernetes as well", {"Docker", "Kubernetes"}),
    ("Nobody in the team knew Rust, so I taught it", {"Rust"}),
    ("Could not find a good client for Kafka, so I wrote one in Kotlin", {"Kafka", "Kotlin"}),
    ("We never had to roll back a release of the Django application", {"Django"}),
    ("Cut the bill for AWS by 30 % without losing a customer", {"AWS"}),
    ("Wanted to learn Elixir, so I built a chat server in Elixir", {"Elixir"}),
    ("I did not know Angular at first and led its upgrade a year later", {"Angular"}),
    ("I never worked so hard as when we moved to Kubernetes", {"Kubernetes"}),
    ("I want to learn more about Kafka", {"Kafka"}),
    ("Our team built the shop in Django and I ran it", {"Django"}),
    ("Together with our developers built the shop in Django", {"Django"}),
    ("Not yet finished: a compiler in Rust", {"Rust"}),
    ("THE TEAM HAD NEVER USED KAFKA, I INTRODUCED IT", {"Kafka"}),
    ("MY TEAM DID NOT KNOW KAFKA, I TAUGHT THEM", {"Kafka"}),
    ("MY TEAM DIDN'T KNOW KAFKA, I TAUGHT THEM", {"Kafka"}),
    ("从未因 Kafka 丢失消息，不仅会 Docker", {"Kafka", "Docker"}),
    ("Never drove the forklift above 5 km/h", {"Forklift Operation"}),
    ("Trained people who had never held a forklift licence", {"Forklift Operation"}),
    ("I have not had a forklift accident in 9 years", {"Forklift Operation"}),
    ("Forklift licence, expires 2029", {"Forklift Operation"}),
    ("Did not need help with Kafka", {"Kafka"}),
    ("Moved on, so that we no longer needed Kafka", {"Kafka"}),
    ("Welding was done by hand", {"Welding"}),
    ("Left the welding shop in order", {"Welding"}),
    ("Why Kafka? No other tool was as fast", {"Kafka"}),
    ("Bookkeeping was done by my team of 4 in Xero", {"Bookkeeping"}),
]


def shown(resume: str) -> set[str]:
    return {skill.name for skill in understand(resume).skills}


@pytest.mark.parametrize("resume", [BULLET, SKILLS])
@pytest.mark.parametrize("sentence", DENIALS)
def test_what_somebody_lacks_wishes_for_or_leaves_to_others_is_no_skill_of_theirs(sentence: str, resume: str) -> None:
    assert shown(resume.format(sentence)) == KNOWN


@pytest.mark.parametrize(("sentence", "skills"), AFFIRMED)
def test_a_not_about_anything_else_leaves_a_skill_theirs(sentence: str, skills: set[str]) -> None:
    assert skills <= shown(BULLET.format(sentence))


def test_a_skill_that_is_denied_in_one_place_and_shown_in_another_is_theirs() -> None:
    assert "Kafka" in shown(BULLET.format("Moved orders to Kafka\n- I had no experience with Kafka when I came"))


def test_names_that_are_denied_do_not_tell_that_somebody_works_with_software() -> None:
    told = "- I never did PostgreSQL or Node.js\n- Fed the Python each week\n"
    assert "Python" not in shown(f"Ben Okafor\n\nExperience\nKeeper, Hill Zoo, 2018 - now\n{told}")


def test_what_is_heard_or_translated_about_a_field_is_no_skill_in_it() -> None:
    told = "Sat in on interviews about Kubernetes and React, took notes\n- Translator of a book on machine learning"
    assert shown(BULLET.format(told)) == KNOWN


def test_a_long_text_full_of_denials_takes_time_that_grows_with_its_length_alone() -> None:
    def read(text: str) -> object:
        return denied(text, list(lexicon().find(text)))

    assert grows_with_length_alone(read, lambda times: "I have never used Kafka, no Docker or " * times, 500)


def test_the_line_before_is_not_who_lacks_it() -> None:
    resume = "Jo Doe\n\nExperience\nClerk, Acme Ltd, 2020 - now\n- Entered invoices\nNo experience with payroll.\n"
    assert "Payroll" not in {skill.name for skill in understand(resume).skills}
