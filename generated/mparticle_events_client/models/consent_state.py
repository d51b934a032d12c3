# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.ccpa_consent import CcpaConsent
    from ..models.gdpr_consent import GdprConsent


T = TypeVar("T", bound="ConsentState")


@_attrs_define
class ConsentState:
    """Consent of the user under two privacy laws (D-2).

    Attributes:
        gdpr (GdprConsent | None | Unset): Consent under the GDPR, keyed by the purpose names that are defined in the
            workspace. Omitted, nothing changes.
        ccpa (CcpaConsent | None | Unset): Consent under the CCPA. The only key is data_sale_opt_out, and consented is
            true when the user opted out of the sale of their data.
    """

    gdpr: GdprConsent | None | Unset = UNSET
    ccpa: CcpaConsent | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.ccpa_consent import CcpaConsent  # noqa: PLC0415
        from ..models.gdpr_consent import GdprConsent  # noqa: PLC0415

        gdpr: dict[str, Any] | None | Unset
        if isinstance(self.gdpr, Unset):
            gdpr = UNSET
        elif isinstance(self.gdpr, GdprConsent):
            gdpr = self.gdpr if isinstance(self.gdpr, dict) else self.gdpr.to_dict()
        else:
            gdpr = self.gdpr

        ccpa: dict[str, Any] | None | Unset
        if isinstance(self.ccpa, Unset):
            ccpa = UNSET
        elif isinstance(self.ccpa, CcpaConsent):
            ccpa = self.ccpa if isinstance(self.ccpa, dict) else self.ccpa.to_dict()
        else:
            ccpa = self.ccpa

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if gdpr is not UNSET:
            field_dict["gdpr"] = gdpr
        if ccpa is not UNSET:
            field_dict["ccpa"] = ccpa

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.ccpa_consent import CcpaConsent  # noqa: PLC0415
        from ..models.gdpr_consent import GdprConsent  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_gdpr(data: object) -> GdprConsent | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                gdpr_type_0 = GdprConsent.from_dict(data)

                return gdpr_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(GdprConsent | None | Unset, data)

        gdpr = _parse_gdpr(d.pop("gdpr", UNSET))

        def _parse_ccpa(data: object) -> CcpaConsent | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                ccpa_type_0 = CcpaConsent.from_dict(data)

                return ccpa_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CcpaConsent | None | Unset, data)

        ccpa = _parse_ccpa(d.pop("ccpa", UNSET))

        consent_state = cls(
            gdpr=gdpr,
            ccpa=ccpa,
        )

        consent_state.additional_properties = d
        return consent_state

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
