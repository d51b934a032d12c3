# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from enum import StrEnum


class PushMessageBehavior(StrEnum):
    DIRECTOPEN = "DirectOpen"
    DISPLAYED = "Displayed"
    INFLUENCEDOPEN = "InfluencedOpen"
    READ = "Read"
    RECEIVED = "Received"

    def __str__(self) -> str:
        return str(self.value)
