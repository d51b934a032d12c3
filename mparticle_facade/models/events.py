"""The seventeen events, with what the vendor's SDK adds to the generated classes.

Each class is the event's data; the codec puts it in its ``{"event_type": ..., "data": ...}`` envelope. Fields,
positional order and docstrings come from the description.
"""

from __future__ import annotations

from typing import Any, Self

from mparticle_events_models import partial
from mparticle_facade.codec.envelopes import EventBase as EventBase
from mparticle_facade.codec.envelopes import register


class AppEvent(partial.CustomEventData):
    """Something a user did, with a name and a type of your choosing (``custom_event``).

    Both documented argument orders work: ``AppEvent("Hello World", "navigation")`` and
    ``AppEvent(AppEvent.CustomEventType.navigation, "Hello World")``. The type is ``other`` when not given.
    """

    def __post_init__(self) -> None:
        if type(self.event_name) is not str and isinstance(self.event_name, self.CustomEventType):
            self.event_name, self.custom_event_type = self.custom_event_type, self.event_name
        if self.custom_event_type is None:
            self.custom_event_type = "other"

    @classmethod
    def create_attribution_event(cls, publisher: str | None = None, campaign: str | None = None) -> Self:
        """An install or re-engagement attributed to a campaign (D-20)."""
        return cls("attribution", "attribution", custom_attributes={"campaign": campaign, "publisher": publisher})

    @classmethod
    def create_attribution_delete_event(cls) -> Self:
        """Takes an earlier attribution back."""
        return cls("attribution", "attribution", custom_attributes={"action": "delete"})

    @property
    def ltv_amount(self) -> Any:
        """What this event adds to the user's lifetime value, kept in the attributes ``$Amount`` and ``MethodName``."""
        return (self.custom_attributes or {}).get("$Amount")

    @ltv_amount.setter
    def ltv_amount(self, amount: float) -> None:
        self.custom_attributes = {**(self.custom_attributes or {}), "$Amount": amount, "MethodName": "LogLTVIncrease"}


class ApplicationStateTransitionEvent(partial.ApplicationStateTransitionEventData):
    """The application was started, stopped, sent to the background or brought to the foreground."""

    @classmethod
    def create_install_event(cls) -> Self:
        """The first start after an installation."""
        return cls(application_transition_type="application_initialized", is_first_run=True, is_upgrade=False)

    @classmethod
    def create_upgrade_event(cls) -> Self:
        """The first start after an upgrade."""
        return cls(application_transition_type="application_initialized", is_first_run=False, is_upgrade=True)

    @classmethod
    def create_foreground_event(cls) -> Self:
        """The application came to the foreground."""
        return cls(application_transition_type="application_foreground")

    @classmethod
    def create_background_event(cls) -> Self:
        """The application went to the background."""
        return cls(application_transition_type="application_background")


class BreadcrumbEvent(partial.BreadcrumbEventData):
    """A point a user passed, alone or inside a crash report."""


class CommerceEvent(partial.CommerceEventData):
    """A purchase, a promotion or product impressions: exactly one of the three (D-44)."""


class CrashReportEvent(partial.CrashReportEventData):
    """A crash or a handled exception. ``breadcrumbs`` takes `BreadcrumbEvent` objects (D-19)."""


class FirstRunEvent(partial.FirstRunEventData):
    """First run of an application; `ApplicationStateTransitionEvent.create_install_event` has replaced it."""


class NetworkPerformanceEvent(partial.NetworkPerformanceEventData):
    """One HTTP request of the application, measured."""


class OptOutEvent(partial.OptOutEventData):
    """A user opted out of, or back in to, data collection."""


class ProfileEvent(partial.ProfileEventData):
    """A user signed up, logged in or out, or changed the profile."""


class PushMessageEvent(partial.PushMessageEventData):
    """A push message was sent, received or acted upon."""


class PushRegistrationEvent(partial.PushRegistrationEventData):
    """A device registered for push messages, or no longer wants them."""


class ScreenViewEvent(partial.ScreenViewEventData):
    """A user saw a screen or a page."""


class SessionEndEvent(partial.SessionEndEventData):
    """A session ended; its ids must match those of the `SessionStartEvent`."""


class SessionStartEvent(partial.SessionStartEventData):
    """A session began."""


class UninstallEvent(partial.UninstallEventData):
    """The application was removed."""


class UserAttributeChangeEvent(partial.UserAttributeChangeEventData):
    """A user attribute changed; as a rule the service derives this event from batches itself."""


class UserIdentityChangeEvent(partial.UserIdentityChangeEventData):
    """A user identity changed; as a rule the service derives this event from batches itself."""


for _cls in list(globals().values()):
    if getattr(_cls, "__module__", "") == __name__ and isinstance(getattr(_cls, "event_type", None), str):
        register(_cls)
