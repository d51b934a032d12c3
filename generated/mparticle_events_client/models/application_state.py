# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from enum import StrEnum


class ApplicationState(StrEnum):
    BACKGROUND = "background"
    FOREGROUND = "foreground"
    NOT_RUNNING = "not_running"

    def __str__(self) -> str:
        return str(self.value)
