# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
"""The two roots that every generated Struct inherits from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self, TypeAlias

import msgspec

if TYPE_CHECKING:
    from mparticle_events_models import names as names
else:

    class _Enumeration:
        """The attribute of a class that is an enumeration: to make them all would be a tenth of an import."""

        def __init__(self, name: str) -> None:
            self._name = name

        def __get__(self, owner: object, kind: type | None = None) -> type:
            from mparticle_events_models import names

            return getattr(names, self._name)

    class _Names:
        """Stands for the module ``names`` in the body of a class."""

        def __getattr__(self, name: str) -> _Enumeration:
            if name.startswith("_"):
                raise AttributeError(name)
            return _Enumeration(name)

    names = _Names()

_set = msgspec.Struct.__setattr__
_FIELDS = "Fields:\n"


Int64: TypeAlias = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]


# Neither root is tracked by the garbage collector (`gc=False`): these are trees, freed by counting references, and
# without their weight on each collection bulk delivery is a fifth cheaper. A cycle, which has no JSON, would leak.


class Wire(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    """What the service accepts. Decoding JSON with a subclass validates it."""


if TYPE_CHECKING:
    # Not a Struct to a type checker, which would make up constructors of its own: those are in `partial.pyi`.
    class Partial:
        """What a program fills in: any field may be None, and None is left out of the JSON."""

        __struct_fields__: ClassVar[tuple[str, ...]]
        __struct_encode_fields__: ClassVar[tuple[str, ...]]
        __struct_config__: ClassVar[Any]
        additional_properties: dict[str, Any] | None
        """Fields that the description does not know (yet), sent as they are when unknown fields are allowed."""

        def __copy__(self) -> Self: ...
        def to_dict(self) -> dict[str, Any]:
            """The fields that are set, by name, nested objects as mappings; other values as they are."""

        def to_str(self) -> str:
            """The same as text for a person."""

else:

    class Partial(
        msgspec.Struct, kw_only=True, omit_defaults=True, repr_omit_defaults=True, forbid_unknown_fields=True, gc=False
    ):
        """What a program fills in: any field may be None, and None is left out of the JSON."""

        # The empty wire name can't clash with a field of the API; the codec merges the mapping into its object.
        additional_properties: dict[str, Any] | None = msgspec.field(default=None, name="")

        def __init_subclass__(cls, **options):
            super().__init_subclass__(**options)
            own, described = cls.__doc__ or "", cls.__mro__[1].__doc__ or ""
            fields = described.find(_FIELDS)
            if fields >= 0 and own and _FIELDS not in own:
                line = described.rindex("\n", 0, fields)  # with its indentation
                cls.__doc__ = own.rstrip() + "\n" + described[line:]

        def __setattr__(self, name, value):
            try:
                _set(self, name, value)
            except AttributeError:
                raise AttributeError(_unknown(type(self), name), name=name) from None

        def __delattr__(self, name):
            """``del`` is as good as None: there is always a field."""
            self.__setattr__(name, None)

        def __getattr__(self, name):
            # Without the object, the interpreter has no suggestion of its own to print after ours.
            raise AttributeError(_unknown(type(self), name), name=name)

        def __hash__(self):
            # By value, as objects compare. Of course one that is changed must not be in a set or a key at that time.
            return hash((type(self), *(_hashable(getattr(self, name)) for name in self.__struct_fields__)))

        def to_dict(self):
            names = (name for name in self.__struct_fields__ if name != "additional_properties")
            given = {name: getattr(self, name) for name in names}
            fields = {name: _plain(value) for name, value in given.items() if value is not None}
            return {**(self.additional_properties or {}), **fields}

        def to_str(self):
            return repr(self)


class Event(Partial):
    """What happened: the root of the events."""


def _hashable(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return tuple(map(_hashable, value))
    if isinstance(value, dict):
        return frozenset((key, _hashable(item)) for key, item in value.items())
    return frozenset(value) if isinstance(value, set) else value


def _plain(value: Any) -> Any:
    if isinstance(value, Partial):
        return value.to_dict()
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


def misspelt(cls: type[Any], arguments: dict[str, Any], also: tuple[str, ...] = ()) -> str | None:
    """What is wrong with the keywords of a constructor, with the nearest name; None where all are known."""
    known = (*cls.__struct_fields__, *also)
    return next((_unknown(cls, name) for name in arguments if name not in known), None)


def _unknown(cls: type[msgspec.Struct], name: str) -> str:
    import difflib  # only a mistake needs it

    plain = {field.replace("_", ""): field for field in cls.__struct_fields__}  # camelCase is as near as can be
    near = difflib.get_close_matches(name.replace("_", "").lower(), plain, n=1)
    hint = f"; did you mean {plain[near[0]]!r}?" if near else ""
    return f"{cls.__name__} has no field {name!r}{hint}"
