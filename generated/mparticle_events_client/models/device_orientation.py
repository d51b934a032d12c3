# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from enum import StrEnum


class DeviceOrientation(StrEnum):
    FACEDOWN = "FaceDown"
    FACEUP = "FaceUp"
    LANDSCAPE = "landscape"
    LANDSCAPELEFT = "LandscapeLeft"
    LANDSCAPERIGHT = "LandscapeRight"
    PORTRAIT = "portrait"
    PORTRAIT_UPSIDE_DOWN = "portrait_upside_down"
    SQUARE = "Square"

    @classmethod
    def _missing_(cls, value: object) -> "DeviceOrientation | None":
        """A value newer than this description: a member without a name, not one of ``list(DeviceOrientation)``."""
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_, member._value_ = value, value
        return member

    def __str__(self) -> str:
        return str(self.value)
