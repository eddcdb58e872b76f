"""Mock Interview: questions made from a resume, answers that are never lost, scores that are earned.

A map, from below: core/ is what an interview is (pure); text/, i18n/ words; storage/ database, cache, queue; use_cases/
what can be done, use_cases/grading/ where a session is graded; resume/ files to text and what is understood of it;
question_bank/ reviewed questions; scorer/ judges offline; practice/ and model/ the two interviewers; documents/ one
interview in words; trends/ many; services/ builds it all; web/, jobs.py, app.py, pages/ and worker.py are the doors.
"""
