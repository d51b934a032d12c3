# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from enum import StrEnum


class MediaQuality(StrEnum):
    HD = "hd"
    LOW = "low"
    MEDIUM = "medium"
    SD = "sd"
    ULTRA_HD = "ultra_hd"

    @classmethod
    def _missing_(cls, value: object) -> "MediaQuality | None":
        """A value newer than this description: a member without a name, not one of ``list(MediaQuality)``."""
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_, member._value_ = value, value
        return member

    def __str__(self) -> str:
        return str(self.value)
