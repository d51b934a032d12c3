# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from enum import StrEnum


class LocationSource(StrEnum):
    IP_LOOKUP = "ip_lookup"
    LAT_LONG = "lat_long"
    UNKNOWN = "unknown"

    def __str__(self) -> str:
        return str(self.value)
