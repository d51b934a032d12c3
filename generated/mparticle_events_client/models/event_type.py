# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from enum import StrEnum


class EventType(StrEnum):
    APPLICATION_STATE_TRANSITION = "application_state_transition"
    BREADCRUMB = "breadcrumb"
    COMMERCE_EVENT = "commerce_event"
    CRASH_REPORT = "crash_report"
    CUSTOM_EVENT = "custom_event"
    FIRST_RUN = "first_run"
    NETWORK_PERFORMANCE = "network_performance"
    OPT_OUT = "opt_out"
    PROFILE = "profile"
    PUSH_MESSAGE = "push_message"
    PUSH_REGISTRATION = "push_registration"
    SCREEN_VIEW = "screen_view"
    SESSION_END = "session_end"
    SESSION_START = "session_start"
    UNINSTALL = "uninstall"
    USER_ATTRIBUTE_CHANGE = "user_attribute_change"
    USER_IDENTITY_CHANGE = "user_identity_change"

    @classmethod
    def _missing_(cls, value: object) -> "EventType | None":
        """A value newer than this description: a member without a name, not one of ``list(EventType)``."""
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_, member._value_ = value, value
        return member

    def __str__(self) -> str:
        return str(self.value)
