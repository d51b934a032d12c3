# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from enum import StrEnum


class SourceChannel(StrEnum):
    DESKTOP = "desktop"
    JAVASCRIPT = "javascript"
    NATIVE = "native"
    PARTNER = "partner"
    PIXEL = "pixel"
    SERVER_TO_SERVER = "server_to_server"
    UNKNOWN = "unknown"

    def __str__(self) -> str:
        return str(self.value)
