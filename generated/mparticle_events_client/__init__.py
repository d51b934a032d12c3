# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.

"""A client library for accessing mParticle Events API"""

from .client import AuthenticatedClient, Client

__all__ = (
    "AuthenticatedClient",
    "Client",
)
