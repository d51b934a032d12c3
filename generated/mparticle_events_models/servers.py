# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
"""Where the API is served."""

from typing import Literal, TypeAlias

Pod: TypeAlias = Literal["us1", "us2", "eu1", "au1"]
"""The name of a pod."""
PODS: dict[Pod, str] = {
    "us1": "https://s2s.mparticle.com/v2",
    "us2": "https://s2s.us2.mparticle.com/v2",
    "eu1": "https://s2s.eu1.mparticle.com/v2",
    "au1": "https://s2s.au1.mparticle.com/v2",
}
"""Base URL by pod; the first is the default."""
