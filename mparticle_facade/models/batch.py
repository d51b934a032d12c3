"""The batch: the events, attributes and identities of one user that are sent together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Self

import msgspec

from mparticle_events_models import partial
from mparticle_events_models.base import Event, misspelt
from mparticle_facade.codec import decoding, encoding
from mparticle_facade.codec.identity import made_here, set_id
from mparticle_facade.models.device import DeviceInformation
from mparticle_facade.models.user import ConsentState, UserIdentities

if TYPE_CHECKING:
    from mparticle_facade.errors import Problem


if TYPE_CHECKING:
    _EnvironmentFirst = type
else:
    _make = type(partial.Batch).__call__  # found once: `super()` would cost more than the object
    _assign = msgspec.Struct.__setattr__  # and this than the assignment

    class _EnvironmentFirst(type(partial.Batch)):
        """Lets the environment be the first argument: a Struct has no ``__init__`` to do it in."""

        def __call__(cls, *args: Any, **fields: Any) -> Any:
            try:
                if args and isinstance(args[0], str):
                    return _make(cls, *args[1:], environment=args[0], **fields)
                return _make(cls, *args, **fields)
            except TypeError as error:
                raise TypeError(misspelt(cls, fields) or str(error)) from None


class Batch(partial.Batch, metaclass=_EnvironmentFirst):
    """Events, attributes and identities of one user.

    ``Batch(Batch.Environment.development)`` and ``Batch(environment="development")`` mean the same; a list as the first
    argument is the events. Nothing is checked until `validate` or an upload. A batch without an environment is never
    sent: there is no default.
    """

    # Redeclared, so that decoding makes the classes of this package; pyright holds a mutable field to be invariant.
    if TYPE_CHECKING:
        device_info: DeviceInformation | None  # pyright: ignore[reportIncompatibleVariableOverride]
        """The device the events happened on."""
        user_identities: UserIdentities | None  # pyright: ignore[reportIncompatibleVariableOverride]
        """The names the user is known by; a batch is of one user."""
        consent_state: ConsentState | None  # pyright: ignore[reportIncompatibleVariableOverride]
        """What the user consented to, by purpose."""
    else:
        device_info: DeviceInformation | None = None
        user_identities: UserIdentities | None = None
        consent_state: ConsentState | None = None

    def add_event(self, event: Event | msgspec.Struct | Mapping[str, Any]) -> None:
        """Append one event.

        Raises:
            TypeError: it is no event: neither an event object, an `EventBase`, nor a mapping in wire form.
        """
        if not (hasattr(event, "event_type") or isinstance(event, Mapping) or _tagged(event)):
            raise TypeError(f"add_event() takes an event, not {type(event).__name__}")
        if self.events is None:
            self.events = []
        self.events.append(event)
        if self.source_request_id is not None:
            self._become_another()

    if not TYPE_CHECKING:  # to a type checker it would say that any name may be assigned

        def __setattr__(self, name: str, value: Any) -> None:
            """Assign a field. A batch that was sent is another one then: the id that it was given is forgotten."""
            try:
                _assign(self, name, value)
            except AttributeError:
                super().__setattr__(name, value)  # says which field was meant
            if self.source_request_id is not None and name != "source_request_id":
                self._become_another()

    def _become_another(self) -> None:
        if made_here(self.source_request_id):
            set_id(self, None)

    def to_json(self) -> bytes:
        """The wire form as JSON, event envelopes included; complete or not.

        Raises:
            ValidationError: a value has no JSON form, such as NaN.
        """
        return encoding.to_json(self)

    def to_dict(self) -> dict[str, Any]:
        """The wire form as plain values, event envelopes included; complete or not.

        Raises:
            ValidationError: a value has no JSON form, such as NaN.
        """
        tree: dict[str, Any] = decoding.parse(encoding.to_json(self))
        return tree

    def to_str(self) -> str:
        """The wire form as indented JSON, for a person.

        Raises:
            ValidationError: a value has no JSON form, such as NaN.
        """
        return msgspec.json.format(self.to_json(), indent=2).decode()

    @classmethod
    def from_json(cls, data: bytes | str) -> Self:
        """The batch for a wire form, complete or not; unknown fields are kept in ``additional_properties``.

        Raises:
            ValidationError: this is not JSON, or a value has the wrong type.
        """
        return decoding.from_dict(decoding.parse(data), cls)

    @classmethod
    def from_dict(cls, tree: Mapping[str, Any]) -> Self:
        """Like `from_json`, for plain values.

        Raises:
            ValidationError: a value has the wrong type.
        """
        return decoding.from_dict(tree, cls)

    def validate(
        self, *, limits: Literal["error", "warn"] = "error", unknown_fields: Literal["error", "warn"] = "error"
    ) -> list[Problem]:
        """Check every field; return the warnings: what the service takes although it is probably a mistake.

        Args:
            limits: what a value over a default service limit is (F-42).
            unknown_fields: what a field is that the description does not know.

        Raises:
            ValidationError: with *every* problem, each with its path.
        """
        return encoding.validate(self, limits=limits, unknown_fields=unknown_fields)


def _tagged(event: Any) -> bool:
    """Whether this is a generated envelope, whose type is its tag."""
    config = getattr(event, "__struct_config__", None)
    return config is not None and config.tag_field == "event_type"
