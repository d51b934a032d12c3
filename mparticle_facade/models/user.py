"""The identities and the consent of a user, with what the vendor's SDK adds to the generated classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from mparticle_events_models import partial
from mparticle_events_models.base import misspelt

if TYPE_CHECKING:
    _Alias = type
else:
    _make = type(msgspec.Struct).__call__  # found once: `super()` would cost more than the object

    class _Alias(type(msgspec.Struct)):
        """Lets the constructor take ``customerid``: a Struct has no ``__init__`` to do it in."""

        def __call__(cls, *args: Any, **fields: Any) -> Any:
            if "customerid" in fields:
                if "customer_id" in fields:
                    raise TypeError("customerid and customer_id are the same field; give one")
                fields["customer_id"] = fields.pop("customerid")
            try:
                return _make(cls, *args, **fields)
            except TypeError as error:
                raise TypeError(misspelt(cls, fields) or str(error)) from None


class UserIdentities(partial.UserIdentities, metaclass=_Alias):
    """The names a user is known by.

    ``customerid``, the vendor SDK's spelling, is an alias of ``customer_id``; the wire only knows ``customer_id``
    (D-13).
    """

    @property
    def customerid(self) -> str | None:
        """The documented alias of ``customer_id``."""
        return self.customer_id

    @customerid.setter
    def customerid(self, value: str | None) -> None:
        self.customer_id = value


class GDPRConsentState(partial.ConsentPurpose):
    """Consent for one GDPR purpose. ``timestamp_unixtime_ms`` is in milliseconds (D-42)."""


class CCPAConsentState(partial.ConsentPurpose):
    """Consent to the sale of data (CCPA); ``consented=True`` means opted *out*."""


class ConsentState(partial.ConsentState):
    """Consent by purpose (GDPR) and the CCPA opt-out, both optional (D-2)."""

    # Redeclared, so that decoding makes the classes of this package.
    if not TYPE_CHECKING:
        gdpr: dict[str, GDPRConsentState] | None = None
        ccpa: dict[str, CCPAConsentState] | None = None
