# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from enum import StrEnum


class ProfileEventType(StrEnum):
    DELETE = "delete"
    LOGIN = "login"
    LOGOUT = "logout"
    SIGNUP = "signup"
    UPDATE = "update"

    def __str__(self) -> str:
        return str(self.value)
