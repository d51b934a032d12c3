# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from enum import StrEnum


class DevicePlatform(StrEnum):
    ALEXA = "alexa"
    ANDROID = "Android"
    DESKTOP = "desktop"
    FIRE_TV = "fire_tv"
    IOS = "iOS"
    OUT_OF_BAND = "out_of_band"
    ROKU = "roku"
    SMART_TV = "smart_tv"
    TVOS = "tvOS"
    WEB = "web"
    XBOX = "xbox"

    @classmethod
    def _missing_(cls, value: object) -> "DevicePlatform | None":
        """A value newer than this description: a member without a name, not one of ``list(DevicePlatform)``."""
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_, member._value_ = value, value
        return member

    def __str__(self) -> str:
        return str(self.value)
