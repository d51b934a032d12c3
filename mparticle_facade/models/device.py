"""The device of a user, with what the vendor's SDK adds to the generated class."""

from __future__ import annotations

import uuid

from mparticle_events_models import partial
from mparticle_events_models.base import names


class DeviceInformation(partial.DeviceInformation):
    """The device of the user."""

    ATTAuthorizationStatus = names.AttAuthorizationStatus

    @staticmethod
    def validateUUID(text: str) -> ValueError | None:  # noqa: N802  # the vendor's name
        """None when the text is a UUID, else the error (not raised)."""
        try:
            uuid.UUID(text)
        except ValueError as error:
            return error
        return None
