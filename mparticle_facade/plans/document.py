"""The file of a plan: a plan version, a whole plan, or what the vendor's web SDK is given."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from mparticle_facade.codec.schema import nearest
from mparticle_facade.errors import DataPlanError
from mparticle_facade.plans.matching import CRITERIA, JUDGED_BY_SERVICE, point_key
from mparticle_facade.plans.schema import called
from mparticle_facade.plans.violations import Match

MAX_PLAN_BYTES = 10_000_000
MAX_POINTS = 1_000
"""The vendor's default limits of a plan (F-53)."""

_canonical = msgspec.json.Encoder(order="sorted")


class Blocks(NamedTuple):
    """What the service drops when it is not planned (F-58, F-60)."""

    events: bool = True
    event_attributes: bool = True
    user_attributes: bool = True
    identities: bool = True


class Point(NamedTuple):
    """One data point: which events it is about, and what they must be like."""

    key: str
    match: Match
    description: str
    definition: dict[str, Any]
    """A JSON schema of the event in its envelope, or of the attributes."""


class Document(NamedTuple):
    """One version of a plan."""

    id: str
    version: int | None
    description: str
    points: dict[str, Point]
    """By key."""
    blocks: Blocks
    digest: str
    """SHA-256 of the points, whatever the order of keys."""
    notices: list[str]
    """What was left out, and why."""


def read(source: str | Path | bytes | Mapping[str, Any], version: int | None) -> Document:
    """The plan in a file, in JSON bytes, or as plain values.

    Raises:
        DataPlanError: it is none, it is too large, a part has the wrong shape, or the version is not there.
    """
    name = str(source) if isinstance(source, str | Path) else "the plan"
    try:
        return _document(_object(_parsed(_text(source)), "it"), version)
    except DataPlanError as error:
        raise DataPlanError(f"{name}: {error}") from None


def _text(source: str | Path | bytes | Mapping[str, Any]) -> bytes:
    """Plain values as JSON, so that tuples, read-only mappings and times are what they are in a file."""
    if isinstance(source, str | Path):
        return _file(Path(source))
    if isinstance(source, bytes | bytearray | memoryview):
        return bytes(source)
    try:
        return msgspec.json.encode(source, enc_hook=_plain)
    except (TypeError, ValueError, RecursionError) as error:
        raise DataPlanError(f"has no JSON form: {error}") from None


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__qualname__} objects have none")


def _file(path: Path) -> bytes:
    try:
        _bounded(path.stat().st_size)
        return path.read_bytes()
    except DataPlanError:
        raise
    except (OSError, ValueError) as error:
        raise DataPlanError(f"can't be read: {getattr(error, 'strerror', None) or error}") from None


def _bounded(size: int) -> None:
    if size > MAX_PLAN_BYTES:
        raise DataPlanError(f"is {size} bytes; a plan must stay under {MAX_PLAN_BYTES}")


def _parsed(text: bytes) -> Any:
    _bounded(len(text))
    try:
        return msgspec.json.decode(text.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DataPlanError(f"is not JSON that can be read: {error}") from None


def _document(tree: dict[str, Any], wanted: int | None) -> Document:
    blocks = None
    if "dtpn" in tree:
        wrapped = _object(tree["dtpn"], "dtpn")
        flags = _object(wrapped.get("blok") or {}, "dtpn.blok")
        blocks = Blocks(*(bool(flags.get(name, True)) for name in ("ev", "ea", "ua", "id")))
        tree = _object(wrapped.get("vers"), "dtpn.vers")
    plan_id, description = tree.get("data_plan_id"), tree.get("version_description") or ""
    if "data_plan_versions" in tree:
        description = tree.get("data_plan_description") or description
        tree = _chosen(tree["data_plan_versions"], wanted)
        plan_id = tree.get("data_plan_id") or plan_id
        description = tree.get("version_description") or description
    elif "version_document" not in tree:
        if isinstance(tree.get("data_points"), list):
            tree = {"version_document": tree}
        else:
            raise DataPlanError(
                'is no data plan: it has neither "version_document" (a plan version) nor "data_plan_versions" (a plan)'
            )
    elif wanted is not None and tree.get("version") != wanted:
        raise DataPlanError(f"holds version {tree.get('version')} of the plan, not {wanted}")
    version = tree.get("version")
    if version is not None and (isinstance(version, bool) or not isinstance(version, int)):
        raise DataPlanError(f"version must be a whole number, not {version!r}")
    if plan_id is not None and not isinstance(plan_id, str):
        raise DataPlanError(f"data_plan_id must be text, not {called(plan_id)}")
    content = _object(tree["version_document"], "version_document")
    notices: list[str] = []
    points = _points(content.get("data_points"), notices)
    settings = _object(content.get("settings") or {}, "version_document.settings")
    return Document(
        plan_id or "",
        version,
        str(description),
        points,
        blocks or _blocks(settings),
        _digest(points.values()),
        notices,
    )


def _digest(points: Iterable[Point]) -> str:
    return hashlib.sha256(_canonical.encode([(p.match, p.description, p.definition) for p in points])).hexdigest()


def _chosen(versions: Any, wanted: int | None) -> dict[str, Any]:
    if not isinstance(versions, list) or not versions:
        raise DataPlanError("has no versions")
    found = [_object(version, f"data_plan_versions[{index}]") for index, version in enumerate(versions)]
    numbers = [version.get("version") for version in found]
    listed = ", ".join(str(number) for number in numbers)
    if wanted is None:
        if len(found) > 1:
            raise DataPlanError(f"has the versions {listed}: say which one (version=, --version)")
        chosen = found[0]
    elif wanted in numbers:
        chosen = found[numbers.index(wanted)]
    else:
        raise DataPlanError(f"has no version {wanted}, but {listed}")
    if "version_document" not in chosen:
        raise DataPlanError(f"version {chosen.get('version')} has no data points: get it by itself from the service")
    return chosen


def _points(given: Any, notices: list[str]) -> dict[str, Point]:
    if not isinstance(given, list):
        raise DataPlanError(f"version_document.data_points must be a list, not {called(given)}")
    if len(given) > MAX_POINTS:
        raise DataPlanError(f"has {len(given)} data points; a plan holds at most {MAX_POINTS}")
    points: dict[str, Point] = {}
    for index, tree in enumerate(given):
        where = f"data_points[{index}]"
        point = _object(tree, where)
        lacking = [name for name in ("match", "validator") if not point.get(name)]
        if lacking:
            notices.append(f"{where} has no {' and no '.join(lacking)}: it is left out")
            continue
        match = _match(_object(point["match"], f"{where}.match"), f"{where}.match")
        if match is None:
            notices.append(f'{where} is about "{point["match"]["type"]}", which nothing sends: it is left out')
            continue
        validator = _object(point["validator"], f"{where}.validator")
        definition = validator.get("definition")
        if validator.get("type") != "json_schema" or not definition:
            notices.append(f"{where}, {match}: its validator is no JSON schema: whatever it sends is valid")
            definition = {}
        if match.type not in JUDGED_BY_SERVICE:
            notices.append(f"{where}, {match}: the service does not hold such events against a plan")
        key = point_key(match)
        if key in points:
            notices.append(f"{where}, {match}: is there twice; this later one counts")
        points[key] = Point(
            key, match, str(point.get("description") or ""), _object(definition, f"{where}.validator.definition")
        )
    return points


def _match(tree: dict[str, Any], where: str) -> Match | None:
    kind = tree.get("type")
    if not isinstance(kind, str):
        raise DataPlanError(f"{where}.type must be text, not {called(kind)}")
    if kind not in CRITERIA:
        if kind in _NAMES_ONLY:
            return None
        raise DataPlanError(f'{where}.type "{kind}" is no type of points{nearest(kind, list(CRITERIA))}')
    criteria = _object(tree.get("criteria") or {}, f"{where}.criteria")
    wanted = CRITERIA[kind]
    for name in wanted:
        if not isinstance(criteria.get(name), str):
            raise DataPlanError(f"{where}.criteria.{name} must be text, not {called(criteria.get(name))}")
    return Match(kind, {name: criteria[name] for name in wanted})


_NAMES_ONLY = frozenset((
    "unknown", "profile", "commerce", "media", "user_attribute_change", "user_identity_chagne", "user_identity_change",
))  # fmt: skip


def _blocks(settings: dict[str, Any]) -> Blocks:
    """Where a plan says nothing: everything that is not planned."""
    actions = settings.get("validation_actions")
    if not isinstance(actions, dict):
        return Blocks()

    def drops(name: str) -> bool:
        action = actions.get(name)
        return isinstance(action, str) and action.startswith("drop")

    return Blocks(drops("event"), drops("event_attribute"), drops("user_attribute"), drops("user_identity"))


def _object(value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise DataPlanError(f"{where} must be an object, not {called(value)}")
    return value
