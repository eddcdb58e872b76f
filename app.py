"""One ASGI app for pages and HTTP API; run by a session of Streamlit it is the router of the pages."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

if get_script_run_ctx(suppress_warning=True) is None:
    import gc
    import sys

    from starlette.middleware import Middleware
    from starlette.routing import BaseRoute, Route
    from streamlit.runtime.pages_manager import PagesManager

    from interview import beside
    from interview.log_lines import write_log_lines
    from interview.metrics import PATH
    from interview.services import services
    from interview.settings import Settings
    from interview.storage.private_files import keep_private, refuse_loose
    from interview.web.door import Door
    from interview.web.forgotten import memory_overwritten
    from interview.web.gate import SIGN_IN_PLACE, Gate
    from interview.web.listening import refuse_open, send_at_once
    from interview.web.measured import Measured
    from interview.web.mounting import mounted
    from interview.web.routes.api import api
    from interview.web.routes.figures import figures
    from interview.web.superseded_runs import keep_clicks
    from interview.web.unblocked import Unblocked
    from interview.web.unlisted import Unlisted
    from interview.web.worked_out_once import work_out_once

    write_log_lines()
    keep_private()
    settings = Settings()
    refuse_loose(settings)
    refuse_open(settings, st.get_option("server.address"))
    send_at_once()
    if settings.has_people:
        # Whoever is alone waits for nobody else's work.
        beside.turn_on()
    # Otherwise a deep link on a fresh server runs a file of pages/ directly, past this router.
    PagesManager.uses_pages_directory = False
    work_out_once()
    keep_clicks()
    door = Middleware(
        Door,
        hosts=settings.hosts,
        secret=settings.proxy_secret.get_secret_value(),
        metrics_token=settings.metrics_token.get_secret_value(),
    )
    routes: list[BaseRoute] = [mounted("/api", api), Route(PATH, figures)]
    if settings.oidc_issuer:
        from interview.web.routes.signing_in import signing_in

        routes.append(mounted(SIGN_IN_PLACE, signing_in(settings, services)))
    app = st.App(
        __file__,
        lifespan=memory_overwritten,
        routes=routes,
        middleware=[
            Middleware(Measured),
            door,
            Middleware(Gate, services=services),
            Middleware(Unlisted),
            Middleware(Unblocked),
        ],
    )
    # What is loaded now stays: no collection of garbage has to look through it while somebody waits.
    gc.freeze()
    # It was off while everything was loaded (interview/command_line/process.py).
    gc.enable()
    # So long a thread that only computes keeps others waiting; 5 ms are usual, at each step of saving a draft.
    sys.setswitchinterval(0.0005)
else:
    from interview.web import page_list, ui

    page = st.navigation(page_list.pages(st.context.url or ""), position="hidden")
    with ui.frame(page.title):
        page.run()
