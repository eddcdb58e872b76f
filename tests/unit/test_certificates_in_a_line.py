"""What somebody is certified in or licensed for is no work, wherever in a resume a line says so."""

from __future__ import annotations

from datetime import date

import pytest

from interview.core.profile import Profile
from interview.resume.profile.reader import understand

JOB = "Ben Adeyemi\nScaffolder\n\nExperience\nScaffolder, Layher, 2015 - 2018\n- Led a crew of six riggers\n"


def read(line: str) -> Profile:
    return understand(JOB + line, today=date(2026, 11, 15))


@pytest.mark.parametrize(
    "line",
    [
        "Certs: Gas Safe, built and tested to BS 7671",
        "- Certifications: ISO 17025 auditor, Managed chemical waste level 2, Led Green Belt",
        "Certificates: SSSTS, IPAF,\nmanaged asbestos removal, led 3 rescues",
        "Certificates – First Aid, trained 4 staff in manual handling",
        "Training and certificates: led manual handling",
        "Driving licence: built C1 in 2 months",
    ],
)
def test_certificates_behind_a_label_are_quoted_as_no_deed(line: str) -> None:
    assert [each.line for each in read(line).achievements] == ["Led a crew of six riggers"]


def test_how_long_a_licence_is_held_is_no_time_of_work() -> None:
    assert read("Licences: forklift, 2001 - 2026").years == read("").years


@pytest.mark.parametrize("line", ["Issued licences: built a list of 300", "Built a course on certificates: 40 ran"])
def test_work_on_certificates_is_work(line: str) -> None:
    assert any("300" in each.line or "course" in each.line for each in read(f"- {line}").achievements)


def test_certificates_of_servers_are_work() -> None:
    found = read("- TLS certificates: automated the rotation of 400 certificates with Python").achievements
    assert any("rotation of 400" in each.line for each in found)


def test_a_job_on_certification_and_the_one_behind_a_list_of_licences_are_jobs() -> None:
    of_jobs = understand(
        "Jo Doe\n\nExperience\n\nHead of Certification – Bureau Veritas, 2015 – present\n- Led 40 audits a year\n"
        "Licence: C+E, CPC,\nQuality Manager – Valeo, 2009 – 2015\n- Led 300 tests of brakes\n",
        today=date(2026, 11, 15),
    )
    assert [each.line for each in of_jobs.achievements] == ["Led 40 audits a year", "Led 300 tests of brakes"]
