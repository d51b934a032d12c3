# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.media_action import MediaAction
from ..models.media_format import MediaFormat
from ..models.media_quality import MediaQuality
from ..types import UNSET, Unset

T = TypeVar("T", bound="MediaInfo")


@_attrs_define
class MediaInfo:
    """Media playback as older SDKs describe it. In no published schema (D-21).

    Attributes:
        action (MediaAction | None | Unset): What the player did.
        channel (None | str | Unset): Channel that the media was played on.
        metadata (None | str | Unset): Description of the media.
        timed_metadata (None | str | Unset): Description of the media at the current position.
        playback_position (float | None | Unset): Position within the media. The unit is documented nowhere.
        format_ (MediaFormat | None | Unset): Whether it is sound or film.
        quality (MediaQuality | None | Unset): Quality of the picture or sound.
        playback_rate (float | None | Unset): Speed of playback, 1 for normal.
    """

    action: MediaAction | None | Unset = UNSET
    channel: None | str | Unset = UNSET
    metadata: None | str | Unset = UNSET
    timed_metadata: None | str | Unset = UNSET
    playback_position: float | None | Unset = UNSET
    format_: MediaFormat | None | Unset = UNSET
    quality: MediaQuality | None | Unset = UNSET
    playback_rate: float | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        action: None | str | Unset
        if isinstance(self.action, Unset):
            action = UNSET
        elif isinstance(self.action, MediaAction):
            action = getattr(self.action, "value", self.action)
        else:
            action = self.action

        channel: None | str | Unset
        if isinstance(self.channel, Unset):
            channel = UNSET
        else:
            channel = self.channel

        metadata: None | str | Unset
        if isinstance(self.metadata, Unset):
            metadata = UNSET
        else:
            metadata = self.metadata

        timed_metadata: None | str | Unset
        if isinstance(self.timed_metadata, Unset):
            timed_metadata = UNSET
        else:
            timed_metadata = self.timed_metadata

        playback_position: float | None | Unset
        if isinstance(self.playback_position, Unset):
            playback_position = UNSET
        else:
            playback_position = self.playback_position

        format_: None | str | Unset
        if isinstance(self.format_, Unset):
            format_ = UNSET
        elif isinstance(self.format_, MediaFormat):
            format_ = getattr(self.format_, "value", self.format_)
        else:
            format_ = self.format_

        quality: None | str | Unset
        if isinstance(self.quality, Unset):
            quality = UNSET
        elif isinstance(self.quality, MediaQuality):
            quality = getattr(self.quality, "value", self.quality)
        else:
            quality = self.quality

        playback_rate: float | None | Unset
        if isinstance(self.playback_rate, Unset):
            playback_rate = UNSET
        else:
            playback_rate = self.playback_rate

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if action is not UNSET:
            field_dict["action"] = action
        if channel is not UNSET:
            field_dict["channel"] = channel
        if metadata is not UNSET:
            field_dict["metadata"] = metadata
        if timed_metadata is not UNSET:
            field_dict["timed_metadata"] = timed_metadata
        if playback_position is not UNSET:
            field_dict["playback_position"] = playback_position
        if format_ is not UNSET:
            field_dict["format"] = format_
        if quality is not UNSET:
            field_dict["quality"] = quality
        if playback_rate is not UNSET:
            field_dict["playback_rate"] = playback_rate

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_action(data: object) -> MediaAction | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                action_type_0 = MediaAction(data)

                return action_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(MediaAction | None | Unset, data)

        action = _parse_action(d.pop("action", UNSET))

        def _parse_channel(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        channel = _parse_channel(d.pop("channel", UNSET))

        def _parse_metadata(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        metadata = _parse_metadata(d.pop("metadata", UNSET))

        def _parse_timed_metadata(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        timed_metadata = _parse_timed_metadata(d.pop("timed_metadata", UNSET))

        def _parse_playback_position(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        playback_position = _parse_playback_position(d.pop("playback_position", UNSET))

        def _parse_format_(data: object) -> MediaFormat | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                format_type_0 = MediaFormat(data)

                return format_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(MediaFormat | None | Unset, data)

        format_ = _parse_format_(d.pop("format", UNSET))

        def _parse_quality(data: object) -> MediaQuality | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                quality_type_0 = MediaQuality(data)

                return quality_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(MediaQuality | None | Unset, data)

        quality = _parse_quality(d.pop("quality", UNSET))

        def _parse_playback_rate(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        playback_rate = _parse_playback_rate(d.pop("playback_rate", UNSET))

        media_info = cls(
            action=action,
            channel=channel,
            metadata=metadata,
            timed_metadata=timed_metadata,
            playback_position=playback_position,
            format_=format_,
            quality=quality,
            playback_rate=playback_rate,
        )

        media_info.additional_properties = d
        return media_info

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
