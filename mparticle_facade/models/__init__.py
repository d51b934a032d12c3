"""What you send. Most classes are the generated ones; a class of our own stands only where it adds something."""

from mparticle_events_models.partial import (
    ApiError as ApiResponseErrors,
)
from mparticle_events_models.partial import (
    ApiErrorResponse as ApiResponse,
)
from mparticle_events_models.partial import (
    ApplicationInformation,
    AttributionInfo,
    BatchContext,
    DataPlanContext,
    DeviceCurrentState,
    EventSystemNotificationInfo,
    GeoLocation,
    MediaInfo,
    Product,
    ProductAction,
    ProductImpression,
    Promotion,
    PromotionAction,
    ShoppingCart,
    SourceInformation,
    UserIdentity,
)
from mparticle_events_models.partial import (
    CommonEventData as EventData,
)
from mparticle_facade.models.batch import Batch
from mparticle_facade.models.device import DeviceInformation
from mparticle_facade.models.events import (
    AppEvent,
    ApplicationStateTransitionEvent,
    BreadcrumbEvent,
    CommerceEvent,
    CrashReportEvent,
    EventBase,
    FirstRunEvent,
    NetworkPerformanceEvent,
    OptOutEvent,
    ProfileEvent,
    PushMessageEvent,
    PushRegistrationEvent,
    ScreenViewEvent,
    SessionEndEvent,
    SessionStartEvent,
    UninstallEvent,
    UserAttributeChangeEvent,
    UserIdentityChangeEvent,
)
from mparticle_facade.models.user import CCPAConsentState, ConsentState, GDPRConsentState, UserIdentities

__all__ = [
    "ApiResponse", "ApiResponseErrors", "AppEvent", "ApplicationInformation", "ApplicationStateTransitionEvent",
    "AttributionInfo", "Batch", "BatchContext", "BreadcrumbEvent", "CCPAConsentState", "CommerceEvent",
    "ConsentState", "CrashReportEvent", "DataPlanContext", "DeviceCurrentState", "DeviceInformation", "EventBase",
    "EventData", "EventSystemNotificationInfo", "FirstRunEvent", "GDPRConsentState", "GeoLocation", "MediaInfo",
    "NetworkPerformanceEvent", "OptOutEvent", "Product", "ProductAction", "ProductImpression", "ProfileEvent",
    "Promotion", "PromotionAction", "PushMessageEvent", "PushRegistrationEvent", "ScreenViewEvent",
    "SessionEndEvent", "SessionStartEvent", "ShoppingCart", "SourceInformation", "UninstallEvent",
    "UserAttributeChangeEvent", "UserIdentities", "UserIdentity", "UserIdentityChangeEvent",
]  # fmt: skip
