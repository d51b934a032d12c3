# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from enum import StrEnum


class DataConnectionType(StrEnum):
    MOBILE = "mobile"
    OFFLINE = "offline"
    WIFI = "wifi"

    def __str__(self) -> str:
        return str(self.value)
