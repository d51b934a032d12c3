# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from enum import StrEnum


class IdentityType(StrEnum):
    ALIAS = "alias"
    CUSTOMER_ID = "customer_id"
    EMAIL = "email"
    FACEBOOK = "facebook"
    FACEBOOK_CUSTOM_AUDIENCE_ID = "facebook_custom_audience_id"
    GOOGLE = "google"
    MICROSOFT = "microsoft"
    MOBILE_NUMBER = "mobile_number"
    OTHER = "other"
    OTHER_ID_10 = "other_id_10"
    OTHER_ID_2 = "other_id_2"
    OTHER_ID_3 = "other_id_3"
    OTHER_ID_4 = "other_id_4"
    OTHER_ID_5 = "other_id_5"
    OTHER_ID_6 = "other_id_6"
    OTHER_ID_7 = "other_id_7"
    OTHER_ID_8 = "other_id_8"
    OTHER_ID_9 = "other_id_9"
    PHONE_NUMBER_2 = "phone_number_2"
    PHONE_NUMBER_3 = "phone_number_3"
    TWITTER = "twitter"
    YAHOO = "yahoo"

    @classmethod
    def _missing_(cls, value: object) -> "IdentityType | None":
        """A value newer than this description: a member without a name, not one of ``list(IdentityType)``."""
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_, member._value_ = value, value
        return member

    def __str__(self) -> str:
        return str(self.value)
