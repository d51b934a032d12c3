# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="UserIdentities")


@_attrs_define
class UserIdentities:
    """The identities of one user, one text per kind. What each kind means is set in the identity settings of the account.

    Attributes:
        other (None | str | Unset): Identity that fits no other kind.
        customer_id (None | str | Unset): The sender's own identifier of the customer. The key is customer_id with an
            underscore, not customerid (D-13).
        facebook (None | str | Unset): Facebook user id.
        twitter (None | str | Unset): Twitter (X) user id.
        google (None | str | Unset): Google account id.
        microsoft (None | str | Unset): Microsoft account id.
        yahoo (None | str | Unset): Yahoo account id.
        email (None | str | Unset): Email address.
        alias (None | str | Unset): Second name for the same user.
        facebook_custom_audience_id (None | str | Unset): Facebook id of the user within an application, as used for
            custom audiences.
        other_id_2 (None | str | Unset): Second identity of the sender's own choosing.
        other_id_3 (None | str | Unset): Third identity of the sender's own choosing.
        other_id_4 (None | str | Unset): Fourth identity of the sender's own choosing.
        other_id_5 (None | str | Unset): Fifth identity of the sender's own choosing.
        other_id_6 (None | str | Unset): Sixth identity of the sender's own choosing.
        other_id_7 (None | str | Unset): Seventh identity of the sender's own choosing.
        other_id_8 (None | str | Unset): Eighth identity of the sender's own choosing.
        other_id_9 (None | str | Unset): Ninth identity of the sender's own choosing.
        other_id_10 (None | str | Unset): Tenth identity of the sender's own choosing.
        mobile_number (None | str | Unset): Mobile telephone number.
        phone_number_2 (None | str | Unset): Second telephone number.
        phone_number_3 (None | str | Unset): Third telephone number.
    """

    other: None | str | Unset = UNSET
    customer_id: None | str | Unset = UNSET
    facebook: None | str | Unset = UNSET
    twitter: None | str | Unset = UNSET
    google: None | str | Unset = UNSET
    microsoft: None | str | Unset = UNSET
    yahoo: None | str | Unset = UNSET
    email: None | str | Unset = UNSET
    alias: None | str | Unset = UNSET
    facebook_custom_audience_id: None | str | Unset = UNSET
    other_id_2: None | str | Unset = UNSET
    other_id_3: None | str | Unset = UNSET
    other_id_4: None | str | Unset = UNSET
    other_id_5: None | str | Unset = UNSET
    other_id_6: None | str | Unset = UNSET
    other_id_7: None | str | Unset = UNSET
    other_id_8: None | str | Unset = UNSET
    other_id_9: None | str | Unset = UNSET
    other_id_10: None | str | Unset = UNSET
    mobile_number: None | str | Unset = UNSET
    phone_number_2: None | str | Unset = UNSET
    phone_number_3: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        other: None | str | Unset
        if isinstance(self.other, Unset):
            other = UNSET
        else:
            other = self.other

        customer_id: None | str | Unset
        if isinstance(self.customer_id, Unset):
            customer_id = UNSET
        else:
            customer_id = self.customer_id

        facebook: None | str | Unset
        if isinstance(self.facebook, Unset):
            facebook = UNSET
        else:
            facebook = self.facebook

        twitter: None | str | Unset
        if isinstance(self.twitter, Unset):
            twitter = UNSET
        else:
            twitter = self.twitter

        google: None | str | Unset
        if isinstance(self.google, Unset):
            google = UNSET
        else:
            google = self.google

        microsoft: None | str | Unset
        if isinstance(self.microsoft, Unset):
            microsoft = UNSET
        else:
            microsoft = self.microsoft

        yahoo: None | str | Unset
        if isinstance(self.yahoo, Unset):
            yahoo = UNSET
        else:
            yahoo = self.yahoo

        email: None | str | Unset
        if isinstance(self.email, Unset):
            email = UNSET
        else:
            email = self.email

        alias: None | str | Unset
        if isinstance(self.alias, Unset):
            alias = UNSET
        else:
            alias = self.alias

        facebook_custom_audience_id: None | str | Unset
        if isinstance(self.facebook_custom_audience_id, Unset):
            facebook_custom_audience_id = UNSET
        else:
            facebook_custom_audience_id = self.facebook_custom_audience_id

        other_id_2: None | str | Unset
        if isinstance(self.other_id_2, Unset):
            other_id_2 = UNSET
        else:
            other_id_2 = self.other_id_2

        other_id_3: None | str | Unset
        if isinstance(self.other_id_3, Unset):
            other_id_3 = UNSET
        else:
            other_id_3 = self.other_id_3

        other_id_4: None | str | Unset
        if isinstance(self.other_id_4, Unset):
            other_id_4 = UNSET
        else:
            other_id_4 = self.other_id_4

        other_id_5: None | str | Unset
        if isinstance(self.other_id_5, Unset):
            other_id_5 = UNSET
        else:
            other_id_5 = self.other_id_5

        other_id_6: None | str | Unset
        if isinstance(self.other_id_6, Unset):
            other_id_6 = UNSET
        else:
            other_id_6 = self.other_id_6

        other_id_7: None | str | Unset
        if isinstance(self.other_id_7, Unset):
            other_id_7 = UNSET
        else:
            other_id_7 = self.other_id_7

        other_id_8: None | str | Unset
        if isinstance(self.other_id_8, Unset):
            other_id_8 = UNSET
        else:
            other_id_8 = self.other_id_8

        other_id_9: None | str | Unset
        if isinstance(self.other_id_9, Unset):
            other_id_9 = UNSET
        else:
            other_id_9 = self.other_id_9

        other_id_10: None | str | Unset
        if isinstance(self.other_id_10, Unset):
            other_id_10 = UNSET
        else:
            other_id_10 = self.other_id_10

        mobile_number: None | str | Unset
        if isinstance(self.mobile_number, Unset):
            mobile_number = UNSET
        else:
            mobile_number = self.mobile_number

        phone_number_2: None | str | Unset
        if isinstance(self.phone_number_2, Unset):
            phone_number_2 = UNSET
        else:
            phone_number_2 = self.phone_number_2

        phone_number_3: None | str | Unset
        if isinstance(self.phone_number_3, Unset):
            phone_number_3 = UNSET
        else:
            phone_number_3 = self.phone_number_3

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if other is not UNSET:
            field_dict["other"] = other
        if customer_id is not UNSET:
            field_dict["customer_id"] = customer_id
        if facebook is not UNSET:
            field_dict["facebook"] = facebook
        if twitter is not UNSET:
            field_dict["twitter"] = twitter
        if google is not UNSET:
            field_dict["google"] = google
        if microsoft is not UNSET:
            field_dict["microsoft"] = microsoft
        if yahoo is not UNSET:
            field_dict["yahoo"] = yahoo
        if email is not UNSET:
            field_dict["email"] = email
        if alias is not UNSET:
            field_dict["alias"] = alias
        if facebook_custom_audience_id is not UNSET:
            field_dict["facebook_custom_audience_id"] = facebook_custom_audience_id
        if other_id_2 is not UNSET:
            field_dict["other_id_2"] = other_id_2
        if other_id_3 is not UNSET:
            field_dict["other_id_3"] = other_id_3
        if other_id_4 is not UNSET:
            field_dict["other_id_4"] = other_id_4
        if other_id_5 is not UNSET:
            field_dict["other_id_5"] = other_id_5
        if other_id_6 is not UNSET:
            field_dict["other_id_6"] = other_id_6
        if other_id_7 is not UNSET:
            field_dict["other_id_7"] = other_id_7
        if other_id_8 is not UNSET:
            field_dict["other_id_8"] = other_id_8
        if other_id_9 is not UNSET:
            field_dict["other_id_9"] = other_id_9
        if other_id_10 is not UNSET:
            field_dict["other_id_10"] = other_id_10
        if mobile_number is not UNSET:
            field_dict["mobile_number"] = mobile_number
        if phone_number_2 is not UNSET:
            field_dict["phone_number_2"] = phone_number_2
        if phone_number_3 is not UNSET:
            field_dict["phone_number_3"] = phone_number_3

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_other(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        other = _parse_other(d.pop("other", UNSET))

        def _parse_customer_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        customer_id = _parse_customer_id(d.pop("customer_id", UNSET))

        def _parse_facebook(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        facebook = _parse_facebook(d.pop("facebook", UNSET))

        def _parse_twitter(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        twitter = _parse_twitter(d.pop("twitter", UNSET))

        def _parse_google(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        google = _parse_google(d.pop("google", UNSET))

        def _parse_microsoft(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        microsoft = _parse_microsoft(d.pop("microsoft", UNSET))

        def _parse_yahoo(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        yahoo = _parse_yahoo(d.pop("yahoo", UNSET))

        def _parse_email(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        email = _parse_email(d.pop("email", UNSET))

        def _parse_alias(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        alias = _parse_alias(d.pop("alias", UNSET))

        def _parse_facebook_custom_audience_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        facebook_custom_audience_id = _parse_facebook_custom_audience_id(d.pop("facebook_custom_audience_id", UNSET))

        def _parse_other_id_2(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        other_id_2 = _parse_other_id_2(d.pop("other_id_2", UNSET))

        def _parse_other_id_3(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        other_id_3 = _parse_other_id_3(d.pop("other_id_3", UNSET))

        def _parse_other_id_4(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        other_id_4 = _parse_other_id_4(d.pop("other_id_4", UNSET))

        def _parse_other_id_5(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        other_id_5 = _parse_other_id_5(d.pop("other_id_5", UNSET))

        def _parse_other_id_6(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        other_id_6 = _parse_other_id_6(d.pop("other_id_6", UNSET))

        def _parse_other_id_7(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        other_id_7 = _parse_other_id_7(d.pop("other_id_7", UNSET))

        def _parse_other_id_8(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        other_id_8 = _parse_other_id_8(d.pop("other_id_8", UNSET))

        def _parse_other_id_9(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        other_id_9 = _parse_other_id_9(d.pop("other_id_9", UNSET))

        def _parse_other_id_10(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        other_id_10 = _parse_other_id_10(d.pop("other_id_10", UNSET))

        def _parse_mobile_number(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        mobile_number = _parse_mobile_number(d.pop("mobile_number", UNSET))

        def _parse_phone_number_2(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        phone_number_2 = _parse_phone_number_2(d.pop("phone_number_2", UNSET))

        def _parse_phone_number_3(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        phone_number_3 = _parse_phone_number_3(d.pop("phone_number_3", UNSET))

        user_identities = cls(
            other=other,
            customer_id=customer_id,
            facebook=facebook,
            twitter=twitter,
            google=google,
            microsoft=microsoft,
            yahoo=yahoo,
            email=email,
            alias=alias,
            facebook_custom_audience_id=facebook_custom_audience_id,
            other_id_2=other_id_2,
            other_id_3=other_id_3,
            other_id_4=other_id_4,
            other_id_5=other_id_5,
            other_id_6=other_id_6,
            other_id_7=other_id_7,
            other_id_8=other_id_8,
            other_id_9=other_id_9,
            other_id_10=other_id_10,
            mobile_number=mobile_number,
            phone_number_2=phone_number_2,
            phone_number_3=phone_number_3,
        )

        user_identities.additional_properties = d
        return user_identities

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
