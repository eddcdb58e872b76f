"""A resume text taken apart: sections, skills, projects, years. Pure text work, linear in the length of the text.

It reads no file but its own lexicon, calls no model, and takes nothing in a resume as an instruction.
"""
