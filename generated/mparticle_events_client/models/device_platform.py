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

    def __str__(self) -> str:
        return str(self.value)
