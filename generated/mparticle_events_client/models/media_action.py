# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from enum import StrEnum


class MediaAction(StrEnum):
    PLAY = "play"
    RATE = "rate"
    SKIP = "skip"
    STOP = "stop"
    UPDATE_PLAYBACK_POSITION = "update_playback_position"

    def __str__(self) -> str:
        return str(self.value)
