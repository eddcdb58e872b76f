"""The start page: a job description, topics and a language, and one clear way on."""

import re
from contextlib import suppress

import pytest
from playwright.sync_api import Error, Locator, Page, expect

from tests.browser.walking import RESUME, answer_and_move_on, open_answer_page, open_finished_report, open_session
from tests.servers import App, wait_until

pytestmark = pytest.mark.long

JOB = "Requirements\n- Experience with <b>Python</b> and Kafka\n- Terraform is a plus"


START = re.compile("Start the interview|Start a new interview")


def paste_resume(page: Page, app: App, text: str = RESUME) -> None:
    page.goto(app.url)
    add_another = page.get_by_role("button", name="Add another resume")
    paste = page.get_by_role("button", name="Paste the text")
    expect(add_another.or_(paste)).to_be_visible(timeout=30_000)
    if add_another.is_visible():
        click_until(add_another, paste)
    click_until(paste, page.get_by_label("The text of your resume"))
    page.get_by_label("The text of your resume").fill(text)
    before = page.url
    page.get_by_role("button", name="Use this text").click()
    page.wait_for_function("before => location.href !== before", arg=before, timeout=30_000)
    expect(page.get_by_role("button", name=START)).to_be_visible(timeout=30_000)


def paste_job(page: Page, text: str = JOB) -> None:
    if page.get_by_role("combobox", name="The job you apply for").count():
        choose(page, "The job you apply for", "Another job, or none in particular")
    box = page.get_by_label("The text of the job advertisement")
    box.fill(text)
    box.blur()


def click_until(button: Locator, there: Locator) -> None:
    """Click until what the click brings is there: one on a button that is just being drawn again meets the old one."""
    for _ in range(3):
        button.click()
        with suppress(AssertionError):
            expect(there).to_be_visible(timeout=8_000)
            return
    expect(there).to_be_visible()


def unfold(page: Page) -> None:
    """Unfold all that can be changed about the interview, once the page has come to rest."""
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=30_000)
    kind = page.get_by_role("combobox", name=re.compile("Kind of interview"))
    if not kind.is_visible():
        click_until(page.get_by_text("Change the interview", exact=True), kind)


def set_number(page: Page, label: str, number: int) -> None:
    unfold(page)
    box = page.get_by_label(label)
    box.fill(str(number))
    box.press("Enter")


def test_a_job_description_is_shown_asked_for_and_covered_in_the_report(page: Page, app: App):
    paste_resume(page, app, RESUME + "First version.")
    paste_job(page)
    expect(page.get_by_text("We found 3 skills the job asks for: 1 in your resume, 2 not found.")).to_be_visible(
        timeout=30_000
    )
    set_number(page, "Questions", 1)
    expect(page.get_by_text("The job: “Experience with <b>Python</b> and Kafka”").first).to_be_visible()
    set_number(page, "Follow-ups for each, at most", 0)
    page.get_by_role("radiogroup", name="How much of Python").get_by_text("Leave out").click(timeout=30_000)
    page.get_by_role("button", name="Start the interview").click()
    expect(page.get_by_text("The job asks for: “Experience with <b>Python</b> and Kafka”")).to_be_visible(
        timeout=60_000
    )
    answer_and_move_on(page, "Kafka keeps an ordered log for each partition, and consumers remember their offset.")
    open_finished_report(page)
    expect(page.get_by_text("Asked about directly: 1; not asked yet: 2")).to_be_visible(timeout=60_000)


def test_what_could_not_be_met_is_said_before_the_interview_begins(page: Page, app: App):
    text = "Bo Example\nSkills: Gardening\nI looked after the roses of a park for three summers.\n"
    paste_resume(page, app, text)
    for _ in range(4):
        set_number(page, "Questions", 24)
        page.get_by_role("button", name=START).click()
        said = page.get_by_text(re.compile(r"You have had nearly all of these questions"))
        expect(said.or_(page.get_by_label("Your answer"))).to_be_visible(timeout=60_000)
        if said.is_visible():
            break
        page.goto(app.url)
    expect(said).to_be_visible()
    expect(page.locator('[data-testid="stBaseButton-primary"]')).to_have_count(1)
    page.get_by_role("button", name="Go to the questions").click()
    expect(page.get_by_label("Your answer")).to_be_editable(timeout=60_000)


def test_of_two_resumes_that_are_called_alike_the_one_just_added_is_used(page: Page, app: App):
    paste_resume(page, app, RESUME + "The first of two.")
    paste_resume(page, app, RESUME + "The second of two.")
    page.get_by_role("button", name="Start the interview").click()
    expect(page.get_by_label("Your answer")).to_be_editable(timeout=60_000)
    second, first = app.get("/api/resumes")[1][:2]
    assert app.get(f"/api/interview/sessions/unfinished/{second['resumeId']}")[0] == 200
    assert app.get(f"/api/interview/sessions/unfinished/{first['resumeId']}")[0] == 404


def test_an_impatient_second_click_makes_no_second_interview(page: Page, app: App):
    paste_resume(page, app, RESUME + "Clicked twice.")
    page.get_by_role("button", name="Start the interview").click()
    expect(page.get_by_label("Your answer")).to_be_editable(timeout=60_000)
    before = app.get("/api/interview/sessions")[1]["total"]
    page.goto(app.url)
    page.get_by_role("button", name="Start a new interview").dblclick(timeout=30_000)
    expect(page.get_by_label("Your answer")).to_be_editable(timeout=60_000)
    assert app.get("/api/interview/sessions")[1]["total"] == before + 1


def test_practice_says_before_the_interview_that_chinese_answers_are_not_judged(page: Page, app: App):
    paste_resume(page, app, RESUME + "Second version.")
    expect(page.locator('[data-testid="stBaseButton-primary"]')).to_have_count(1)
    expect(page.get_by_text("Answers to questions in this language are not judged")).to_have_count(0)
    unfold(page)
    page.get_by_role("radiogroup", name="Language of the interview").get_by_text("Chinese").click()
    expect(page.get_by_text("Answers to questions in this language are not judged")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("In Chinese you mark your answers yourself", exact=False)).to_be_visible()


@pytest.mark.parametrize("width", [390, 1200])
def test_nothing_sticks_out_with_everything_unfolded(page: Page, app: App, width: int):
    page.set_viewport_size({"width": width, "height": 844})
    paste_resume(page, app, RESUME + f"Version of {width}.")
    paste_job(page, JOB + "\n- Knowledge of " + "Kubernetes" * 40)
    expect(page.get_by_text("The job asks for", exact=False).first).to_be_visible(timeout=30_000)
    unfold(page)
    expect(page.get_by_role("radiogroup", name="How much of Python")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def choose(page: Page, label: str, option: str) -> None:
    """Choose in a list as a person does who types the first letters, again where the page was just drawn anew: then
    what it was drawn from before stands beside it for a moment, and the list that was opened closes.
    """
    found = page.get_by_role("combobox", name=re.compile(label))
    wanted = page.get_by_role("option", name=option, exact=True)
    for _ in range(4):
        expect(found).to_have_count(1, timeout=30_000)
        with suppress(Error):
            found.click(timeout=8_000)
            page.keyboard.type(option)
            wanted.click(timeout=8_000)
            return
    expect(wanted).to_be_visible()


def open_without_a_resume(page: Page, app: App) -> None:
    """The page with no resume to be used, though others are kept."""
    page.goto(f"{app.url}/?resume=none")
    expect(page.get_by_text("No resume at hand? Choose your work")).to_be_visible(timeout=30_000)


def test_without_a_resume_the_first_question_is_two_clicks_away(page: Page, app: App):
    open_without_a_resume(page, app)
    page.get_by_role("radio", name="Registered nurse").click(timeout=30_000)
    page.get_by_role("button", name=START).click(timeout=30_000)
    expect(page.get_by_label("Your answer")).to_be_editable(timeout=60_000)
    made = app.get("/api/interview/sessions")[1]["sessions"][0]
    assert (made["resumeName"], made["round"]) == ("Registered nurse", "mixed")


def test_a_phone_screen_asks_about_the_person_and_not_about_knowledge(page: Page, app: App):
    open_without_a_resume(page, app)
    page.get_by_role("radio", name="Accountant").click(timeout=30_000)
    unfold(page)
    choose(page, "Kind of interview", "Phone interview")
    expect(page.get_by_text("Who you are, why you apply")).to_be_visible(timeout=30_000)
    expect(page.get_by_label("Questions", exact=True)).to_have_value("6")
    expect(page.get_by_text("Ask for more of what you want to practise", exact=False)).to_have_count(0)
    page.get_by_role("button", name=START).click(timeout=30_000)
    expect(page.get_by_text("This belongs to the kind of interview you chose.")).to_be_visible(timeout=60_000)
    assert app.get("/api/interview/sessions")[1]["sessions"][0]["round"] == "phone"


def test_a_round_on_one_topic_starts_once_the_topic_is_chosen(page: Page, app: App):
    open_without_a_resume(page, app)
    choose(page, "All kinds of work", "Teacher")
    unfold(page)
    choose(page, "Kind of interview", "One topic")
    expect(page.get_by_role("button", name=START)).to_be_disabled(timeout=30_000)
    choose(page, "The topic", "School teaching")
    page.get_by_role("button", name=START).click(timeout=30_000)
    expect(page.get_by_text("A question on School teaching was asked for.")).to_be_visible(timeout=60_000)


def test_a_pasted_job_is_kept_for_the_next_interview_with_what_was_covered(page: Page, app: App):
    paste_resume(page, app, RESUME + "For a job.")
    paste_job(page)
    expect(page.get_by_text("We found 3 skills the job asks for")).to_be_visible(timeout=30_000)
    unfold(page)
    page.get_by_label("Company").fill("Northwind")
    page.get_by_label("Company").press("Tab")
    set_number(page, "Questions", 1)
    set_number(page, "Follow-ups for each, at most", 0)
    page.get_by_role("button", name=START).click()
    answer_and_move_on(page, "Kafka keeps an ordered log for each partition, and consumers remember their offset.")
    open_finished_report(page)
    expect(page.get_by_text("Skills asked for: 3.")).to_be_visible(timeout=60_000)
    covered = page.get_by_text(re.compile("In 1 interview for this job you were asked about"))
    # What several interviews covered is told there; of a single one the report has told it.
    expect(covered).to_have_count(0)
    page.goto(app.url)
    expect(page.get_by_role("combobox", name="The job you apply for")).to_have_value(
        re.compile("Northwind"), timeout=30_000
    )
    expect(covered).to_be_visible(timeout=30_000)
    unfold(page)
    click_until(page.get_by_role("button", name="Delete the job"), page.get_by_role("button", name="Delete it"))
    page.get_by_role("button", name="Delete it").click()
    wait_until(lambda: "Northwind" not in str(app.get("/api/interview/targets")), 30, "the job is deleted")


def test_an_advertisement_pasted_over_another_keeps_no_title_of_that(page: Page, app: App):
    paste_resume(page, app, RESUME + "For another job.")
    paste_job(page, "Data Analyst\n- Python")
    expect(page.get_by_text("We found 1 skill the job asks for: 1 in your resume, 0 not found.")).to_be_visible(
        timeout=30_000
    )
    box = page.get_by_label("The text of the job advertisement")
    box.fill("Data Engineer\n- Kafka")
    box.blur()
    expect(page.get_by_text("We found 1 skill the job asks for: 0 in your resume, 1 not found.")).to_be_visible(
        timeout=30_000
    )
    page.get_by_role("button", name=START).click()
    expect(page.get_by_label("Your answer")).to_be_editable(timeout=60_000)
    assert app.get("/api/interview/targets")[1][0]["name"] == "Data Engineer"


def test_a_pause_leads_to_the_interview_that_was_left_though_another_is_newer(page: Page, app: App):
    left = open_session(app, questions=2)
    open_session(app, questions=2)
    open_answer_page(page, app, left)
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_text("Paused at question 1 of 2", exact=False)).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url(re.compile(left))


def test_a_resume_or_job_that_another_tab_adds_changes_no_choice_on_an_open_page(page: Page, app: App):
    paste_resume(page, app, RESUME + "Chosen here.")
    named = page.get_by_label("Your resume").first
    expect(named).to_be_visible()
    address = page.url
    paste_resume(page.context.new_page(), app, RESUME.replace("Ada", "Bea"))
    app.call("POST", "/api/interview/targets", {"title": "Another job", "jobText": JOB})
    unfold(page)
    page.get_by_text("Real", exact=True).click()
    expect(page.get_by_text("Real mode:", exact=False)).to_be_visible(timeout=30_000)
    assert page.url == address
    job = page.get_by_role("combobox", name="The job you apply for")
    expect(job).to_have_value("Another job, or none in particular")
