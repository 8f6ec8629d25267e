"""The calls on boxes: put, feed, held, acks, deletions; each reads its request, runs one verb, writes its answer."""

from __future__ import annotations

import re
import time
from http import HTTPStatus
from typing import TypeVar
from uuid import UUID

from fastapi import Response

from detectors_app.domain.errors import Invalid
from detectors_app.domain.ids import BoxName, EnvelopeId
from detectors_app.domain.permissions import Action
from detectors_app.mailbox import answers, gate
from detectors_app.mailbox.core import Core
from detectors_app.mailbox.gate import Admitted, Incoming
from detectors_app.mailbox.waiting import Woken
from detectors_app.protocol import strict_json
from detectors_app.protocol.padding import LARGEST_BYTES
from detectors_app.protocol.problems import ProblemType
from detectors_app.protocol.receipts import AckPut, Feed, FeedItem, HeldAsk
from detectors_app.protocol.statement import Statement
from detectors_app.signing.notary import NOTARY
from detectors_app.use_cases.mail.accept_envelope import Handed, accept, look_over
from detectors_app.use_cases.mail.answer_held import answer_held
from detectors_app.use_cases.mail.delete_envelope import delete_envelope
from detectors_app.use_cases.mail.give_feed import MOST_ITEMS, Given, give_feed
from detectors_app.use_cases.mail.identify import check_allowed
from detectors_app.use_cases.mail.ports import At, Caller, Denied, Row
from detectors_app.use_cases.mail.take_acks import check_acks, take_acks

T = TypeVar("T")

LONGEST_WAIT_S = 50
MOST_JSON_BYTES = 4 * 1024 * 1024
"""The largest JSON body: 1,000 acks take about 1 MB."""
_UUID_VERSION = 4
_BOX = re.compile(r"concerns|casework|learning|device/[0-9a-f]{16}")
_NUMBER = re.compile(r"[0-9]{1,4}")


async def put_envelope(core: Core, come: Incoming) -> Response:
    """PUT /v1/boxes/{box}/envelopes/{id}: 201 the first time, 200 again, the same receipt."""
    admitted = await core.admit(come)
    box, envelope_id = _box(come), _id(come)
    check_allowed(admitted.caller, Action.WRITE, box)
    body = await gate.signed_body(come, admitted, LARGEST_BYTES, core.config.limits.body_timeout_s)
    handed = Handed(box, envelope_id, admitted.sha256, body, admitted.created)
    arrival = look_over(handed, admitted.caller, come.now)
    accepted = await core.write(
        admitted.snapshot,
        lambda unit: accept(
            unit,
            arrival,
            now=come.now,
            quota=core.config.limits.quota,
            sign=lambda stored: answers.sign_stored(core.key, stored),
        ),
    )
    return answers.value(accepted.receipt, HTTPStatus.CREATED if accepted.new else HTTPStatus.OK)


async def get_feed(core: Core, come: Incoming) -> Response:
    """GET /v1/boxes/{box}/envelopes?after=&limit=&wait=: what is sealed to the asker, waiting for it up to 50 s."""
    admitted = await core.admit(come)
    gate.no_body(come, admitted)
    box, caller = _box(come), admitted.caller
    check_allowed(caller, Action.READ, box)
    query = come.request.query_params
    wait_s = min(_number(query.get("wait", "0")), LONGEST_WAIT_S)
    limit = _number(query.get("limit", str(MOST_ITEMS)))
    cursor = query.get("after", "")
    after = core.cursors.open(cursor, box, caller.seal)
    given = await _wait_for_mail(core, admitted, box, after, limit=limit, wait_s=wait_s)
    return answers.value(_feed(core, caller, box, given, cursor))


async def _wait_for_mail(
    core: Core, admitted: Admitted, box: BoxName, after: At | None, *, limit: int, wait_s: int
) -> Given:
    """Look; where there is nothing, wait and look again. No transaction is open while waiting."""
    caller = admitted.caller
    until_s = time.monotonic() + wait_s
    wait = core.waiting.begin(caller.key, box, caller.seal) if wait_s else None
    try:
        while True:
            given = await core.read(
                admitted.snapshot, lambda unit: give_feed(unit, caller, box, after=after, limit=limit)
            )
            if given.rows or wait is None:
                return given
            if await wait.until(until_s - time.monotonic()) is not Woken.MAIL:
                return given
    finally:
        if wait is not None:
            core.waiting.end(wait)


def _feed(core: Core, caller: Caller, box: BoxName, given: Given, cursor: str) -> Feed:
    """Write a page. With nothing new the cursor is the very one that was asked with."""
    items = tuple(_item(row, core.cursors.seal(At(row.position, row.tag), box, caller.seal)) for row in given.rows)
    return Feed(items, items[-1].cursor if items else cursor, given.more)


def _item(row: Row, cursor: str) -> FeedItem:
    return FeedItem(cursor, row.receipt, row.sender, row.skew_s, row.certificate, row.envelope)


async def post_held(core: Core, come: Incoming) -> Response:
    """POST /v1/boxes/{box}/held: which of up to 1,000 envelopes are held."""
    admitted = await core.admit(come)
    box = _box(come)
    check_allowed(admitted.caller, Action.HELD, box)
    ask = await read_json(core, come, admitted, HeldAsk)
    reply = await core.read(admitted.snapshot, lambda unit: answer_held(unit, admitted.caller, box, ask))
    return answers.value(reply)


async def post_acks(core: Core, come: Incoming) -> Response:
    """POST /v1/boxes/{box}/acks: desks' words on envelopes, handed on to their senders."""
    admitted = await core.admit(come)
    box = _box(come)
    check_allowed(admitted.caller, Action.ACK, box)
    acks = check_acks(await read_json(core, come, admitted, AckPut), admitted.caller, box, NOTARY)
    return answers.value(await core.write(admitted.snapshot, lambda unit: take_acks(unit, admitted.caller, acks)))


async def post_deletion(core: Core, come: Incoming) -> Response:
    """POST /v1/boxes/{box}/deletions: two officers' statement; the body goes, the rest stays."""
    admitted = await core.admit(come)
    box = _box(come)
    check_allowed(admitted.caller, Action.DELETE, box)
    statement = await read_json(core, come, admitted, Statement)
    bundle = admitted.snapshot.bundle
    kept = await core.once(
        admitted,
        come.now,
        lambda unit: delete_envelope(unit, admitted.caller, box, statement, bundle=bundle, notary=NOTARY),
    )
    return answers.value(kept)


async def read_json(core: Core, come: Incoming, admitted: Admitted, kind: type[T]) -> T:
    """Read the body as a value's JSON. Raises Denied."""
    body = await gate.signed_body(come, admitted, MOST_JSON_BYTES, core.config.limits.body_timeout_s)
    return parse(body, kind)


def parse(body: bytes, kind: type[T]) -> T:
    """Read a value's JSON. Raises Denied."""
    try:
        return strict_json.decode(body, kind, where="body")
    except Invalid:
        raise Denied(ProblemType.MALFORMED) from None


def _box(come: Incoming) -> BoxName:
    """Give the box that the path names. Raises Denied for a name that no box can have."""
    name = str(come.request.path_params["box"])
    if not _BOX.fullmatch(name):
        raise Denied(ProblemType.NOT_FOUND)
    return BoxName(name)


def _id(come: Incoming) -> EnvelopeId:
    """Give the envelope id that the path names, in its one spelling. Raises Denied."""
    text = str(come.request.path_params["id"])
    try:
        envelope_id = UUID(text)
    except ValueError:
        raise Denied(ProblemType.MALFORMED) from None
    if str(envelope_id) != text or envelope_id.version != _UUID_VERSION:
        raise Denied(ProblemType.MALFORMED)
    return EnvelopeId(envelope_id)


def _number(text: str) -> int:
    if not _NUMBER.fullmatch(text):
        raise Denied(ProblemType.MALFORMED)
    return int(text)
