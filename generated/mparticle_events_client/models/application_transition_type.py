# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from enum import StrEnum


class ApplicationTransitionType(StrEnum):
    APPLICATION_BACKGROUND = "application_background"
    APPLICATION_EXIT = "application_exit"
    APPLICATION_FOREGROUND = "application_foreground"
    APPLICATION_INITIALIZED = "application_initialized"

    def __str__(self) -> str:
        return str(self.value)
