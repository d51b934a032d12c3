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

    def __str__(self) -> str:
        return str(self.value)
