"""Kills this very process at its nth step, from outside the product: database events, HTTP sends, ASGI messages."""

from __future__ import annotations

import os
import signal
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import requests
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.pool import Pool

_FIRST = 2
"""So many of a transaction's writing statements are counted."""

Message = MutableMapping[str, Any]


class Deaths:
    """Counts steps and dies, unasked and uncleaned, at the one it was given; 0 never dies."""

    def __init__(self, at: int) -> None:
        """Begin disarmed, so that setting up is not counted."""
        self.at = at
        self.count = 0
        self.armed = False
        self._written: dict[int, int] = {}

    def step(self, *_: object, **__: object) -> None:
        """Count one step, and die if it is the one."""
        if self.armed:
            self.count += 1
            if self.count == self.at:
                os.kill(os.getpid(), signal.SIGKILL)

    def watch_database(self) -> None:
        """Count before the first and the second statement of a transaction that write, before its commit and after it.

        Between two statements of one transaction nothing is durable: a death there leaves what one before the commit
        does, whichever two they are.
        """
        event.listen(Engine, "before_cursor_execute", self._statement)
        event.listen(Engine, "commit", self._commit)
        event.listen(Engine, "rollback", self._forget)
        event.listen(Pool, "checkin", self.step)

    def _statement(self, conn: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "PRAGMA", "BEGIN")):
            return
        written = self._written[id(conn)] = self._written.get(id(conn), 0) + 1
        if written <= _FIRST:
            self.step()

    def _commit(self, conn: object) -> None:
        self._forget(conn)
        self.step()

    def _forget(self, conn: object) -> None:
        self._written.pop(id(conn), None)

    def watch_requests(self) -> None:
        """Count before every HTTP request is sent and after its answer has come."""
        send = requests.Session.send

        def counted(session: requests.Session, *args: Any, **kwargs: Any) -> requests.Response:  # noqa: ANN401 - as it came
            self.step()
            answer = send(session, *args, **kwargs)
            self.step()
            return answer

        requests.Session.send = counted  # type: ignore[method-assign,assignment]  # the driver's own process only

    def watch_asgi(self, app: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
        """Count every message that goes into the service and every one that comes out, armed by the first PUT."""

        async def watched(scope: Message, receive: Callable[..., Any], send: Callable[..., Any]) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            self.armed = self.armed or scope["method"] == "PUT"

            async def counted_receive() -> Message:
                message: Message = await receive()
                self.step()
                return message

            async def counted_send(message: Message) -> None:
                self.step()
                await send(message)
                self.step()

            self.step()
            await app(scope, counted_receive, counted_send)

        return watched
