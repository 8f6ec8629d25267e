"""The service as one ASGI application: routes, start and stop; holds no rule."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from detectors_app.mailbox import answers, box_calls, file_calls, pack_calls, people_calls
from detectors_app.mailbox.config import ServiceConfig
from detectors_app.mailbox.core import Act, Core
from detectors_app.mailbox.openapi import describe
from detectors_app.mailbox.store import Store
from detectors_app.protocol.enrolment import EnrolmentFile
from detectors_app.protocol.receipts import TrustTaken
from detectors_app.signing.notary import NOTARY
from detectors_app.use_cases.mail.take_trust import pin_trust
from detectors_app.use_cases.ports import Clock

ROUTES: tuple[tuple[str, str, Act], ...] = (
    ("PUT", "/v1/boxes/{box:path}/envelopes/{id}", box_calls.put_envelope),
    ("GET", "/v1/boxes/{box:path}/envelopes", box_calls.get_feed),
    ("POST", "/v1/boxes/{box:path}/held", box_calls.post_held),
    ("POST", "/v1/boxes/{box:path}/acks", box_calls.post_acks),
    ("POST", "/v1/boxes/{box:path}/deletions", box_calls.post_deletion),
    ("POST", "/v1/enrolments", people_calls.post_enrolment),
    ("GET", "/v1/trust", people_calls.get_trust),
    ("PUT", "/v1/trust", people_calls.put_trust),
    ("GET", "/v1/devices", people_calls.get_devices),
    ("POST", "/v1/devices", people_calls.post_device),
    ("DELETE", "/v1/devices/{key}", people_calls.delete_device),
    ("GET", "/v1/grants", people_calls.get_grants),
    ("POST", "/v1/grants", people_calls.post_grant),
    ("DELETE", "/v1/grants/{key}", people_calls.delete_grant),
    ("PUT", "/v1/enrolment-files/{id}", file_calls.put_enrolment_file),
    ("GET", "/v1/enrolment-files/{id}", file_calls.get_enrolment_file),
    ("GET", "/v1/packs", pack_calls.get_packs),
    ("POST", "/v1/packs", pack_calls.post_pack),
    ("GET", "/v1/packs/{sha256}", pack_calls.get_pack_bytes),
    ("PUT", "/v1/packs/{sha256}", pack_calls.put_pack_piece),
)


def utc_now() -> datetime:
    """Give the time by this machine's clock."""
    return datetime.now(UTC)


def create_app(config: ServiceConfig, *, clock: Clock = utc_now) -> FastAPI:
    """Make the application. It opens its database when it starts, and refuses one that is not durable."""
    core = Core(config, clock, Store(config.database_url))

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        await core.start()
        try:
            yield
        finally:
            await core.stop()

    app = FastAPI(title="Detectors mailbox", version="1", lifespan=life, docs_url=None, redoc_url=None)
    app.state.core = core
    app.add_exception_handler(HTTPException, _not_ours)
    for method, path, act in ROUTES:
        # Starlette's own route: a call reads its request itself, so FastAPI's parameters would be work for nothing.
        app.add_route(path, _endpoint(core, act), methods=[method], name=act.__name__)
    described = describe(
        tuple((method, path, act.__name__, (act.__doc__ or "").partition(": ")[2]) for method, path, act in ROUTES),
        config.public_address,
    )
    app.openapi = lambda: described  # type: ignore[method-assign]  # FastAPI's documented way to serve one's own
    return app


def check_database(config: ServiceConfig, now: datetime) -> None:
    """Open the database once, so that a fault is told before anything listens. Raises EnvironmentFault."""
    store = Store(config.database_url)
    try:
        store.open(now)
    finally:
        store.close()


def load_trust(config: ServiceConfig, file: EnrolmentFile, now: datetime) -> TrustTaken:
    """Take a trust file's bundle: pins its authorities the first time. Raises Denied, EnvironmentFault."""
    store = Store(config.database_url)
    try:
        store.open(now)
        return store.write(lambda unit: pin_trust(unit, file.bundle, file.authorities, NOTARY))
    finally:
        store.close()


def _endpoint(core: Core, act: Act) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        return await core.answer(request, act)

    return endpoint


async def _not_ours(_: Request, error: Exception) -> Response:
    """Answer what no route takes."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    return answers.plain_problem(status, "no such call")
