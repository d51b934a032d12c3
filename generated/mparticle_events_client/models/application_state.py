# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from enum import StrEnum


class ApplicationState(StrEnum):
    BACKGROUND = "background"
    FOREGROUND = "foreground"
    NOT_RUNNING = "not_running"

    @classmethod
    def _missing_(cls, value: object) -> "ApplicationState | None":
        """A value newer than this description: a member without a name, not one of ``list(ApplicationState)``."""
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_, member._value_ = value, value
        return member

    def __str__(self) -> str:
        return str(self.value)
