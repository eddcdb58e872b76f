"""How the web process and the worker begin, in a process of their own: `python -m interview.command_line.process
streamlit run app.py …` or `… worker.py`.

It does nothing but load them sooner. While modules are loaded nothing becomes garbage, and looking for some again and
again would take a sixth of the time until the first page; so it is not looked for until they say that they are loaded.
"""

from __future__ import annotations

import gc
import runpy
import sys


def main() -> None:
    gc.disable()
    program, *arguments = sys.argv[1:]
    if program != "streamlit":
        sys.argv = [program, *arguments]
        runpy.run_path(program, run_name="__main__")
        return
    from interview.web.chart_theme import left_out

    with left_out():
        from streamlit.web.cli import main as streamlit
    streamlit(arguments, prog_name="streamlit")


if __name__ == "__main__":
    main()
