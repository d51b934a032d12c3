# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.batch_context_batching_type_0 import BatchContextBatchingType0
    from ..models.data_plan_context import DataPlanContext
    from ..models.geo_location import GeoLocation


T = TypeVar("T", bound="BatchContext")


@_attrs_define
class BatchContext:
    """What holds for every event of a batch.

    Attributes:
        data_plan (DataPlanContext | None | Unset): Data plan that the batch is checked against. Omitted, no plan
            applies.
        batching (BatchContextBatchingType0 | None | Unset): How the sender put events together. Written by the vendor's
            Go SDK, in no published schema (D-48).
        location (GeoLocation | None | Unset): Location that holds for the whole batch. Documented, but missing from the
            older published documents (D-9).
    """

    data_plan: DataPlanContext | None | Unset = UNSET
    batching: BatchContextBatchingType0 | None | Unset = UNSET
    location: GeoLocation | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.batch_context_batching_type_0 import BatchContextBatchingType0  # noqa: PLC0415
        from ..models.data_plan_context import DataPlanContext  # noqa: PLC0415
        from ..models.geo_location import GeoLocation  # noqa: PLC0415

        data_plan: dict[str, Any] | None | Unset
        if isinstance(self.data_plan, Unset):
            data_plan = UNSET
        elif isinstance(self.data_plan, DataPlanContext):
            data_plan = self.data_plan if isinstance(self.data_plan, dict) else self.data_plan.to_dict()
        else:
            data_plan = self.data_plan

        batching: dict[str, Any] | None | Unset
        if isinstance(self.batching, Unset):
            batching = UNSET
        elif isinstance(self.batching, BatchContextBatchingType0):
            batching = self.batching if isinstance(self.batching, dict) else self.batching.to_dict()
        else:
            batching = self.batching

        location: dict[str, Any] | None | Unset
        if isinstance(self.location, Unset):
            location = UNSET
        elif isinstance(self.location, GeoLocation):
            location = self.location if isinstance(self.location, dict) else self.location.to_dict()
        else:
            location = self.location

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if data_plan is not UNSET:
            field_dict["data_plan"] = data_plan
        if batching is not UNSET:
            field_dict["batching"] = batching
        if location is not UNSET:
            field_dict["location"] = location

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.batch_context_batching_type_0 import BatchContextBatchingType0  # noqa: PLC0415
        from ..models.data_plan_context import DataPlanContext  # noqa: PLC0415
        from ..models.geo_location import GeoLocation  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_data_plan(data: object) -> DataPlanContext | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                data_plan_type_0 = DataPlanContext.from_dict(data)

                return data_plan_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DataPlanContext | None | Unset, data)

        data_plan = _parse_data_plan(d.pop("data_plan", UNSET))

        def _parse_batching(data: object) -> BatchContextBatchingType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                batching_type_0 = BatchContextBatchingType0.from_dict(data)

                return batching_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BatchContextBatchingType0 | None | Unset, data)

        batching = _parse_batching(d.pop("batching", UNSET))

        def _parse_location(data: object) -> GeoLocation | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                location_type_0 = GeoLocation.from_dict(data)

                return location_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(GeoLocation | None | Unset, data)

        location = _parse_location(d.pop("location", UNSET))

        batch_context = cls(
            data_plan=data_plan,
            batching=batching,
            location=location,
        )

        batch_context.additional_properties = d
        return batch_context

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
