# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from enum import StrEnum


class LocationSource(StrEnum):
    IP_LOOKUP = "ip_lookup"
    LAT_LONG = "lat_long"
    UNKNOWN = "unknown"

    @classmethod
    def _missing_(cls, value: object) -> "LocationSource | None":
        """A value newer than this description: a member without a name, not one of ``list(LocationSource)``."""
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_, member._value_ = value, value
        return member

    def __str__(self) -> str:
        return str(self.value)
