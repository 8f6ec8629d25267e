"""The calls on people and laptops: enrolment, trust, devices, grants; each runs one verb."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import Response

from detectors_app.domain.ids import KeyId
from detectors_app.domain.permissions import Actor
from detectors_app.domain.trust import Bundle
from detectors_app.mailbox import answers, gate
from detectors_app.mailbox.box_calls import parse, read_json
from detectors_app.mailbox.core import STRANGERS, Core
from detectors_app.mailbox.gate import Admitted, Incoming
from detectors_app.mailbox.store import Unit
from detectors_app.protocol.problems import ProblemType
from detectors_app.protocol.statement import Statement
from detectors_app.signing.http import Verified
from detectors_app.signing.notary import NOTARY
from detectors_app.use_cases.mail import keep_devices
from detectors_app.use_cases.mail.identify import check_manager, check_standing, removal
from detectors_app.use_cases.mail.ports import Caller, Denied
from detectors_app.use_cases.mail.register_laptop import Candidate, Outcome, claimed_keys, follow, register
from detectors_app.use_cases.mail.take_trust import take_trust

MOST_CERTIFICATE_BYTES = 64 * 1024


async def post_enrolment(core: Core, come: Incoming) -> Response:
    """POST /v1/enrolments: a certificate, signed for by its one-time key or the laptop's own."""
    if come.claim is None:
        raise Denied(ProblemType.UNSIGNED)
    body = await gate.kept_body(come.request, MOST_CERTIFICATE_BYTES, core.config.limits.body_timeout_s)
    snapshot = core.snapshot
    found, candidate = _proven(core, come, come.claim.key, body, snapshot.bundle)
    gate.check_rate(core.rates, candidate.one_time)
    gate.check_time(found, come.now)
    caller = Caller(come.claim.key, Actor.LAPTOP, KeyId(""))
    admitted = Admitted(caller, found.nonce, found.created, found.sha256, snapshot)

    def run(unit: Unit) -> Outcome:
        laptop = candidate.laptop.key
        check_standing(removal(snapshot.bundle, laptop, unit.device(laptop)), come.now)
        return register(unit, candidate, come.now)

    return _enrolled(await core.once(admitted, come.now, run))


def _proven(core: Core, come: Incoming, key: KeyId, body: bytes, bundle: Bundle) -> tuple[Verified, Candidate]:
    """Verify who enrols, up to the manager who granted it, before anything is counted or written. Raises Denied.

    Keys cost nothing to make, so nobody without a grant has a bucket of their own: however many they are and however
    fast they ask, one with a grant is not slowed by them.
    """
    try:
        gate.check_digest(body, come.asked.sha256)
        public = claimed_keys(body).get(key)
        if public is None:
            raise Denied(ProblemType.UNKNOWN_KEY)  # noqa: TRY301 - counted with the others just below
        return gate.verified(come, key, public), follow(parse(body, Statement), bundle, NOTARY)
    except Denied:
        gate.check_rate(core.strangers, STRANGERS)
        raise


def _enrolled(outcome: Outcome) -> Response:
    """Answer, or say no, after the claim has been kept for the manager."""
    if outcome.enrolled is None:
        raise Denied(outcome.denied or ProblemType.FORBIDDEN)
    return answers.value(outcome.enrolled)


async def get_trust(core: Core, come: Incoming) -> Response:
    """GET /v1/trust: the bundle in force, 304 where the asker has it."""
    admitted = await core.admit(come)
    gate.no_body(come, admitted)
    await core.read(admitted.snapshot, lambda _: None)  # asks whether the snapshot still holds
    held = admitted.snapshot.held
    if held is None:
        raise Denied(ProblemType.NOT_READY, retry_after_s=60)
    etag = f'"{held.bundle.version}"'
    if come.request.headers.get("if-none-match") == etag:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers={"ETag": etag})
    return answers.value(held.statement, headers={"ETag": etag})


async def put_trust(core: Core, come: Incoming) -> Response:
    """PUT /v1/trust: takes a newer valid bundle from anyone enrolled."""
    admitted = await core.admit(come)
    statement = await read_json(core, come, admitted, Statement)
    taken = await core.write(admitted.snapshot, lambda unit: take_trust(unit, statement, NOTARY))
    await core.refresh()
    return answers.value(taken)


async def _manager(core: Core, come: Incoming) -> Admitted:
    admitted = await core.admit(come)
    check_manager(admitted.caller)
    return admitted


async def get_devices(core: Core, come: Incoming) -> Response:
    """GET /v1/devices: every laptop."""
    admitted = await _manager(core, come)
    gate.no_body(come, admitted)
    return answers.value(await core.read(admitted.snapshot, keep_devices.list_devices))


async def post_device(core: Core, come: Incoming) -> Response:
    """POST /v1/devices: a manager hands in a laptop's certificate for it, as after a restore."""
    admitted = await _manager(core, come)
    statement = await read_json(core, come, admitted, Statement)
    candidate = follow(statement, admitted.snapshot.bundle, NOTARY)
    return _enrolled(
        await core.once(admitted, come.now, lambda unit: register(unit, candidate, come.now, vouched=True))
    )


async def delete_device(core: Core, come: Incoming) -> Response:
    """DELETE /v1/devices/{key}: removes a laptop, by a manager's statement in the body."""
    admitted = await _manager(core, come)
    key = KeyId(str(come.request.path_params["key"]))
    statement = await read_json(core, come, admitted, Statement)
    bundle = admitted.snapshot.bundle
    seen = await core.once(
        admitted,
        come.now,
        lambda unit: keep_devices.remove_device(unit, key, statement, bundle=bundle, notary=NOTARY),
    )
    return answers.value(seen)


async def get_grants(core: Core, come: Incoming) -> Response:
    """GET /v1/grants: every grant seen, who has it, who else came with it."""
    admitted = await _manager(core, come)
    gate.no_body(come, admitted)
    return answers.value(await core.read(admitted.snapshot, keep_devices.list_grants))


async def post_grant(core: Core, come: Incoming) -> Response:
    """POST /v1/grants: makes a grant known before it is used."""
    admitted = await _manager(core, come)
    statement = await read_json(core, come, admitted, Statement)
    bundle = admitted.snapshot.bundle
    seen = await core.once(
        admitted, come.now, lambda unit: keep_devices.add_grant(unit, statement, bundle=bundle, notary=NOTARY)
    )
    return answers.value(seen)


async def delete_grant(core: Core, come: Incoming) -> Response:
    """DELETE /v1/grants/{key}: cancels a grant."""
    admitted = await _manager(core, come)
    gate.no_body(come, admitted)
    key = KeyId(str(come.request.path_params["key"]))
    return answers.value(
        await core.once(admitted, come.now, lambda unit: keep_devices.cancel_grant(unit, key, come.now))
    )
