"""What a model would be told of somebody for an interview, before it begins. It sends nothing and stores nothing."""

from __future__ import annotations

from collections.abc import Callable

from interview.core.interviewer import Brief
from interview.core.profile import Profile
from interview.core.told import Told
from interview.use_cases.interview_setup import InterviewSetup
from interview.use_cases.resumes import ResumeService


class WhatIsTold:
    """`told` is how the model's prompts are prepared; None where no model is the interviewer."""

    def __init__(
        self, *, resumes: ResumeService, interview_setup: InterviewSetup, told: Callable[[Brief], Told] | None
    ) -> None:
        self._resumes = resumes
        self._interview_setup = interview_setup
        self._told = told

    def of_source(
        self, owner: str, *, resume_id: str | None = None, resume_text: str = "", job_text: str = ""
    ) -> Told | None:
        """Of a stored resume or of a text; None where no model is told anything. Raises as ResumeService.source()."""
        _, text, profile = self._resumes.source(owner, resume_id, resume_text)
        return self.of_profile(profile, text, job_text)

    def of_profile(self, profile: Profile, resume_text: str, job_text: str) -> Told | None:
        """Of a profile as it is corrected now."""
        if self._told is None:
            return None
        return self._told(self._interview_setup.material(profile, resume_text, job_text))
