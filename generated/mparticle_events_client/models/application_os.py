# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from enum import StrEnum


class ApplicationOs(StrEnum):
    ALEXA = "Alexa"
    ANDROID = "Android"
    DESKTOP = "Desktop"
    FIRETV = "FireTV"
    IOS = "IOS"
    MOBILEWEB = "MobileWeb"
    OUTOFBAND = "OutOfBand"
    ROKU = "Roku"
    SMARTTV = "SmartTV"
    TVOS = "TVOS"
    UNITYANDROID = "UnityAndroid"
    UNITYIOS = "UnityIOS"
    UNKNOWN = "Unknown"
    WINDOWSPHONE = "WindowsPhone"
    XBOX = "Xbox"

    @classmethod
    def _missing_(cls, value: object) -> "ApplicationOs | None":
        """A value newer than this description: a member without a name, not one of ``list(ApplicationOs)``."""
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_, member._value_ = value, value
        return member

    def __str__(self) -> str:
        return str(self.value)
