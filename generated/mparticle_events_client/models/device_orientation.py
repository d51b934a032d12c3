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

    def __str__(self) -> str:
        return str(self.value)
