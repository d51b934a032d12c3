# ruff: noqa: RUF012
"""Old names; use `parts.server.ScriptedServer`."""

from typing import NamedTuple

from parts.server import ScriptedServer, Step
from parts.steps import answer as answering
from parts.steps import by


class Answer(NamedTuple):
    status: int = 202
    headers: dict[str, str] = {}
    body: bytes = b""

    @property
    def step(self) -> Step:
        return answering(self.status, self.body, **self.headers)


class _Old(ScriptedServer):
    def __init__(self, answer):
        self.answer = answer
        super().__init__(by(lambda request: self.answer(request.number, request.batches).step))
        self.requests = _Pairs()

    @property
    def url(self):
        return self.host


class _Pairs(list):
    def append(self, request):
        super().append((request.target, request.batches))


def receiving(answer=lambda number, batches: Answer()):
    return _Old(answer)
