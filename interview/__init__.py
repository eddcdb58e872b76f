"""Mock Interview: questions made from a resume, answers that are never lost, scores that are earned.

core/ is what an interview is (pure). interviewers/, storage/, resumes.py and reports/ know the outside and import core.
The modules beside them are the use cases: read candidate.py and evaluation.py first. services.py builds everything;
web/, jobs.py, app.py, pages/ and worker.py are the doors. Nothing below web/ imports Streamlit: see `make imports`.
"""
