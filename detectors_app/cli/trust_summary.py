"""Says in plain words what a trust list holds, so that nobody signs unread; checks and signs nothing."""

from __future__ import annotations

from detectors_app.cli.output import Output
from detectors_app.domain.ids import OfficerId
from detectors_app.domain.trust import BoxReaders, Bundle
from detectors_app.protocol.keys import seal_id, sign_id
from detectors_app.use_cases.enrolment.plan import PersonLine, Summary

_DAY = "%Y-%m-%d"


def say_summary(out: Output, summary: Summary) -> None:
    """Print the whole list: who reads what, whose key is whose, what changed."""
    bundle = summary.bundle
    out.say("cli.authority.summary.title", version=bundle.version, until=bundle.fresh_until.strftime(_DAY))
    out.say("cli.authority.summary.address", address=bundle.address)
    out.say("cli.authority.summary.services", keys=_ids(bundle.services))
    if summary.new_authorities:
        out.say("cli.authority.summary.new_authorities")
    out.say("cli.authority.summary.authorities", keys=_ids(bundle.authorities))
    if summary.new_content_key:
        out.say("cli.authority.summary.new_content_key")
    if bundle.content_key:
        out.say("cli.authority.summary.content_key", kid=sign_id(bundle.content_key))
    for line in summary.people:
        out.line(_person(out, line))
    for box in bundle.boxes:
        out.line(_box(out, bundle, box))
    for each in summary.newly_removed:
        day = each.at.strftime(_DAY)
        out.say("cli.authority.summary.removed", kid=each.key, why=each.why.value, on=day)
    _policy(out, bundle)


def _policy(out: Output, bundle: Bundle) -> None:
    policy = bundle.policy
    out.say(
        "cli.authority.summary.policy",
        urgent=policy.urgent_target_min,
        usual=policy.usual_target_min,
        idle=policy.idle_minutes,
        keep=policy.keep_days,
    )


def _ids(keys: tuple[bytes, ...]) -> str:
    return ", ".join(sign_id(key) for key in keys)


def _person(out: Output, line: PersonLine) -> str:
    return out.words(
        "cli.authority.summary.person",
        turn=out.words(f"cli.authority.turn.{line.turn}"),
        name=line.name,
        role=line.role.value,
        officer=line.officer,
        kid=line.key,
    )


def _box(out: Output, bundle: Bundle, box: BoxReaders) -> str:
    names = {each.officer: each.name for each in bundle.people}

    def said(officers: tuple[OfficerId, ...]) -> str:
        return ", ".join(names[each] for each in officers)

    if box.reserve:
        reserve = said(box.reserve)
        return out.words("cli.authority.summary.box_reserve", box=box.box, readers=said(box.readers), reserve=reserve)
    return out.words("cli.authority.summary.box", box=box.box, readers=said(box.readers))


def as_json(bundle: Bundle) -> dict[str, object]:
    """Give the same for a program."""
    return {
        "version": bundle.version,
        "fresh_until": bundle.fresh_until.isoformat(),
        "address": bundle.address,
        "services": [sign_id(key) for key in bundle.services],
        "authorities": [sign_id(key) for key in bundle.authorities],
        "content_key": sign_id(bundle.content_key) if bundle.content_key else "",
        "people": [
            {"id": each.officer, "name": each.name, "role": each.role.value, "key": seal_id(each.seal)}
            for each in bundle.people
        ],
        "boxes": [
            {"box": each.box, "readers": list(each.readers), "reserve": list(each.reserve)} for each in bundle.boxes
        ],
        "removed": [{"key": each.key, "why": each.why.value} for each in bundle.removed],
    }
