"""Where the vendor's SDK keeps ``ApiException``; its documentation imports it from here."""

from mparticle_facade.errors import ApiException

__all__ = ["ApiException"]
