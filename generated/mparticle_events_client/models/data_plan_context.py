# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.data_plan_context_block_metadata_type_0 import DataPlanContextBlockMetadataType0


T = TypeVar("T", bound="DataPlanContext")


@_attrs_define
class DataPlanContext:
    """Reference to a data plan of the workspace.

    Attributes:
        plan_id (str): Identifier of the data plan.
        block_metadata (DataPlanContextBlockMetadataType0 | None | Unset): What the data plan kept from being forwarded.
            Written by the service into batches that it stored; it has no meaning when they are sent again (D-53).
        plan_version (int | None | Unset): Version of the data plan. Omitted, the newest version is used.
    """

    plan_id: str
    block_metadata: DataPlanContextBlockMetadataType0 | None | Unset = UNSET
    plan_version: int | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.data_plan_context_block_metadata_type_0 import DataPlanContextBlockMetadataType0  # noqa: PLC0415

        plan_id = self.plan_id

        block_metadata: dict[str, Any] | None | Unset
        if isinstance(self.block_metadata, Unset):
            block_metadata = UNSET
        elif isinstance(self.block_metadata, DataPlanContextBlockMetadataType0):
            block_metadata = (
                self.block_metadata if isinstance(self.block_metadata, dict) else self.block_metadata.to_dict()
            )
        else:
            block_metadata = self.block_metadata

        plan_version: int | None | Unset
        if isinstance(self.plan_version, Unset):
            plan_version = UNSET
        else:
            plan_version = self.plan_version

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "plan_id": plan_id,
            }
        )
        if block_metadata is not UNSET:
            field_dict["block_metadata"] = block_metadata
        if plan_version is not UNSET:
            field_dict["plan_version"] = plan_version

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.data_plan_context_block_metadata_type_0 import DataPlanContextBlockMetadataType0  # noqa: PLC0415

        d = dict(src_dict)
        plan_id = d.pop("plan_id")

        def _parse_block_metadata(data: object) -> DataPlanContextBlockMetadataType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                block_metadata_type_0 = DataPlanContextBlockMetadataType0.from_dict(data)

                return block_metadata_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DataPlanContextBlockMetadataType0 | None | Unset, data)

        block_metadata = _parse_block_metadata(d.pop("block_metadata", UNSET))

        def _parse_plan_version(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        plan_version = _parse_plan_version(d.pop("plan_version", UNSET))

        data_plan_context = cls(
            plan_id=plan_id,
            block_metadata=block_metadata,
            plan_version=plan_version,
        )

        data_plan_context.additional_properties = d
        return data_plan_context

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
