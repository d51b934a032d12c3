# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from enum import StrEnum


class MediaQuality(StrEnum):
    HD = "hd"
    LOW = "low"
    MEDIUM = "medium"
    SD = "sd"
    ULTRA_HD = "ultra_hd"

    def __str__(self) -> str:
        return str(self.value)
