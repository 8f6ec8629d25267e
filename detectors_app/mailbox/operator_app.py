"""The operator's own port: alive, ready, numbers; no content, no ids."""

from __future__ import annotations

import asyncio

from fastapi import FastAPI, Response

from detectors_app.domain.errors import EnvironmentFault
from detectors_app.mailbox.core import Core


def create_operator_app(core: Core) -> FastAPI:
    """Make the application for one worker."""
    app = FastAPI(title="Detectors mailbox, operator", openapi_url=None)

    async def healthz() -> Response:
        return Response("alive\n", media_type="text/plain")

    async def readyz() -> Response:
        ready = core.ready and await _database_answers(core)
        return Response("ready\n" if ready else "not ready\n", 200 if ready else 503, media_type="text/plain")

    async def metrics() -> Response:
        gauges = {"waiting_polls": len(core.waiting), "ready": int(core.ready)}
        return Response(core.measures.text(gauges), media_type="text/plain; version=0.0.4")

    for path, call in (("/healthz", healthz), ("/readyz", readyz), ("/metrics", metrics)):
        app.add_api_route(path, call, methods=["GET"], response_class=Response)
    return app


async def _database_answers(core: Core) -> bool:
    try:
        await asyncio.to_thread(core.store.last_position)
    except EnvironmentFault:
        return False
    return True
