"""Spellings of skills that say what they seem to say, and names under which skills were stored before."""

from __future__ import annotations

import pytest

from interview.core.profile import Profile, Skill
from interview.question_bank.bank import load_bank
from interview.question_bank.catalogue import TopicCatalogue
from interview.question_bank.topics import match_topics
from interview.resume.profile.job_requirements import read_job
from interview.resume.profile.lexicon import lexicon
from interview.resume.profile.reader import understand


@pytest.mark.parametrize(
    "line",
    [
        "Reported to my line manager every week",
        "Wrote plans for service development",
        "Sold service contracts to hotels",
        "Made callbacks in JavaScript",
        "Solved every logistic problem of the move",
    ],
)
def test_words_that_mean_many_things_name_no_skill(line: str) -> None:
    assert not {hit.entry.name for hit in lexicon().find(line)} & {
        "Team Management",
        "Service Improvement",
        "Service Agreements",
        "Callback Rate",
        "Logistics",
    }


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("callback rates", "Callback Rate"),
        ("callbacks rate", "Callback Rate"),
        ("logistics", "Logistics"),
        ("customer journey mapping", "Journey Mapping"),
        ("incident management", "Incident Response"),
    ],
)
def test_a_spelling_belongs_to_the_skill_that_it_means(spelling: str, name: str) -> None:
    assert [hit.entry.name for hit in lexicon().find(f"We ask for {spelling}")] == [name]


@pytest.mark.parametrize(
    ("stored", "now"),
    [("goroutines", "Go Concurrency"), ("Kafka", "Kafka"), ("应急响应", "应急响应"), ("Knitting", "Knitting")],
)
def test_a_skill_that_was_stored_under_another_name_is_the_same_skill(stored: str, now: str) -> None:
    assert TopicCatalogue().usual_name(stored) == now


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("multithreading", "Concurrency"),
        ("fault-tolerant systems", "Fault Tolerance"),
        ("network security", "Network Security"),
        ("canary releases", "Canary Releases"),
        ("business continuity", "Business Continuity"),
        ("web design", "Web Design"),
        ("minute taking", "Minute Taking"),
        ("telephone etiquette", "Telephone Etiquette"),
        ("invoice processing", "Invoice Processing"),
        ("account reconciliations", "Account Reconciliation"),
        ("a rolling forecast", "Rolling Forecasts"),
        ("sales forecasting", "Sales Forecasting"),
        ("IT asset management", "IT Asset Management"),
        ("RFPs", "Requests for Proposal"),
        ("community management", "Community Management"),
        ("TV advertising", "Television Advertising"),
        ("risk assessments", "Risk Assessment"),
        ("vehicle diagnostics", "Vehicle Diagnostics"),
        ("a forklift licence", "Forklift Operation"),
        ("applicant tracking systems", "Applicant Tracking Systems"),
        ("controlled drugs", "Controlled Drugs"),
        ("incident reporting", "Incident Reporting"),
        ("report writing", "Report Writing"),
        ("contract review", "Contract Review"),
        ("client intake", "Client Intake"),
        ("RxSwift", "RxSwift"),
        ("LTE", "LTE"),
    ],
)
def test_what_an_advertisement_asks_for_is_not_called_something_else(asked: str, name: str) -> None:
    job = read_job(f"Requirements:\n- experience with {asked}", Profile())
    assert [one.skill for one in job.requirements] == [name]


def test_names_that_advertisements_of_many_trades_use_are_read() -> None:
    text = "\n".join(
        (
            "Requirements",
            "- temporary works, formwork, reinforced concrete, FIDIC and NEC4, variation orders, permit to work, LOTO",
            "- switchgear, protection relays, VFDs, EMC testing, design for manufacture",
            "- bootloaders, OTA updates, interrupt handling, low-power design",
            "- subnetting, NAT/PAT, ransomware, alert triage, detection engineering, security awareness training",
            "- change data capture, stream processing, window functions, saga pattern, dependency injection",
            "- OTC advice, sterilisation of instruments, dental X-rays, patient safety, strengths-based practice",
            "- brake repair, tyre fitting, load securing, calibration, working at height, process mapping",
        )
    )
    assert {one.skill for one in read_job(text, Profile()).requirements} == {
        *("Temporary Works", "Formwork", "Reinforced Concrete", "FIDIC", "NEC Contracts", "Variation Orders"),
        *("Permit-to-Work Systems", "Lockout Tagout", "Switchgear", "Protection Relays", "Variable Frequency Drives"),
        *("Electromagnetic Compatibility", "Design for Manufacturing", "Bootloaders", "OTA Updates"),
        *("Interrupt Handling", "Low-Power Design", "Subnetting", "Network Address Translation", "Ransomware"),
        *("Alert Triage", "Detection Engineering", "Security Awareness", "Change Data Capture", "Stream Processing"),
        *("Window Functions", "Saga Pattern", "Dependency Injection", "OTC Advice", "Sterilization"),
        *("Dental Radiography", "Patient Safety", "Strengths-Based Practice", "Brake Repair", "Tyre Fitting"),
        *("Load Securing", "Calibration", "Working at Height", "Process Mapping"),
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sterilisation", "Sterilization"),
        ("tyre fitting", "tire fitting"),
        ("lorry driving", "truck driving"),
        ("Design for Manufacture", "DFM"),
        ("logic analyser", "Logic Analyzers"),
        ("function calling", "tool calling"),
        ("dental nursing", "Dental Assisting"),
        ("business process modelling", "Business Process Modeling"),
        ("多线程", "concurrency"),
        ("风险评估", "risk assessment"),
    ],
)
def test_spellings_of_two_countries_are_one_skill(one: str, other: str) -> None:
    first, second = lexicon().lookup(one), lexicon().lookup(other)
    assert first is not None
    assert first == second


@pytest.mark.parametrize(
    "sentence",
    [
        "Patching walls and ceilings before painting",
        "Customer profiling for the loyalty club",
        "Drafting letters and replies for the director",
        "Placed by a temporary work agency for two summers",
        "We need people with concrete work experience",
        "You must have a permit to work in the EU",
        "Placebo-controlled drug trials in six hospitals",
        "The study used semi-structured interviews with farmers",
        "Waited for prior authorization by the insurer",
        "A vaccination taking minutes instead of hours",
        "Fine motor control in children after a stroke",
        "Took part in calibration sessions on pay",
        "Excavation of a Roman villa, with restructuring of the finds",
        "Alerting staff to hazards, with redundancy and resilience",
    ],
)
def test_everyday_words_are_not_read_as_skills_of_a_trade(sentence: str) -> None:
    resume = {skill.name for skill in understand(f"Experience\nClerk, Acme (2019 - 2022)\n- {sentence}").skills}
    asked = {one.skill for one in read_job(f"Requirements:\n- {sentence}", Profile()).requirements}
    assert (resume | asked).isdisjoint(
        {
            *("Patch Management", "Performance Tuning", "Technical Drawing", "Temporary Works", "Concrete Works"),
            *("Permit-to-Work Systems", "Controlled Drugs", "Structured Interviewing", "Authorization"),
            *("Minute Taking", "Motor Control", "Calibration", "Earthworks", "Organizational Restructuring"),
            *("Alerting Systems", "Redundancy Management", "Fault Tolerance"),
        }
    )


def test_who_names_multithreading_is_not_taken_for_a_java_developer() -> None:
    named = match_topics(Profile(skills=(Skill("C++"), Skill("Multithreading"))), load_bank())
    assert [match.topic.topic for match in named] == ["c-cpp"]


def test_concurrency_in_java_stays_java() -> None:
    for spelling in ("JUC", "Java multithreading", "java.util.concurrent"):
        entry = lexicon().lookup(spelling)
        assert entry is not None
        assert (entry.name, entry.within) == ("Java Concurrency", ("Java", "Concurrency"))


def test_a_site_manager_has_done_construction_management() -> None:
    resume = "Experience\nSite Manager, Brickfield Ltd (2018 - 2024)\n- Led twelve trades on a school building\n"
    job = read_job("Requirements:\n- construction management", understand(resume), resume)
    assert [one.is_shown for one in job.requirements] == [True]
