"""A client for mParticle's server-side Events API.

    import mparticle_facade as mparticle

    batch = mparticle.Batch(mparticle.Batch.Environment.development)
    batch.add_event(mparticle.AppEvent("Hello World", "navigation"))
    with mparticle.EventsApi(mparticle.Configuration("KEY", "SECRET")) as api:
        api.upload_events(batch)

Names are loaded when first used: building batches never imports an HTTP stack.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from mparticle_facade.lazy import load as _load
from mparticle_facade.version import __version__ as __version__

if TYPE_CHECKING:
    from mparticle_facade import (
        api_client as api_client,
    )
    from mparticle_facade import (
        apis as apis,
    )
    from mparticle_facade import (
        configuration as configuration,
    )
    from mparticle_facade import (
        models as models,
    )
    from mparticle_facade import (
        rest as rest,
    )
    from mparticle_facade.api import AsyncEventsApi as AsyncEventsApi
    from mparticle_facade.api import EventsApi as EventsApi
    from mparticle_facade.configuration import Configuration as Configuration
    from mparticle_facade.delivery.outbox.queue import Outbox as Outbox
    from mparticle_facade.delivery.queue import DeadLetter as DeadLetter
    from mparticle_facade.delivery.queue import Entry as Entry
    from mparticle_facade.delivery.results import FlushResult as FlushResult
    from mparticle_facade.delivery.results import Stats as Stats
    from mparticle_facade.delivery.uploader import Uploader as Uploader
    from mparticle_facade.errors import (
        ApiConnectionError as ApiConnectionError,
    )
    from mparticle_facade.errors import (
        ApiException as ApiException,
    )
    from mparticle_facade.errors import (
        ApiTimeoutError as ApiTimeoutError,
    )
    from mparticle_facade.errors import (
        AuthenticationError as AuthenticationError,
    )
    from mparticle_facade.errors import (
        BadRequestError as BadRequestError,
    )
    from mparticle_facade.errors import (
        ClientClosedError as ClientClosedError,
    )
    from mparticle_facade.errors import (
        ConfigurationError as ConfigurationError,
    )
    from mparticle_facade.errors import (
        DataPlanError as DataPlanError,
    )
    from mparticle_facade.errors import (
        OutboxError as OutboxError,
    )
    from mparticle_facade.errors import (
        PayloadTooLargeError as PayloadTooLargeError,
    )
    from mparticle_facade.errors import (
        PermissionDeniedError as PermissionDeniedError,
    )
    from mparticle_facade.errors import (
        Problem as Problem,
    )
    from mparticle_facade.errors import (
        QueueFullError as QueueFullError,
    )
    from mparticle_facade.errors import (
        RateLimitError as RateLimitError,
    )
    from mparticle_facade.errors import (
        ServerError as ServerError,
    )
    from mparticle_facade.errors import (
        ValidationError as ValidationError,
    )
    from mparticle_facade.http.attempts import AttemptInfo as AttemptInfo
    from mparticle_facade.http.connection import ApiClient as ApiClient
    from mparticle_facade.http.connection import AsyncApiClient as AsyncApiClient
    from mparticle_facade.http.responses import UploadResponse as UploadResponse
    from mparticle_facade.models import (
        ApiResponse as ApiResponse,
    )
    from mparticle_facade.models import (
        ApiResponseErrors as ApiResponseErrors,
    )
    from mparticle_facade.models import (
        AppEvent as AppEvent,
    )
    from mparticle_facade.models import (
        ApplicationInformation as ApplicationInformation,
    )
    from mparticle_facade.models import (
        ApplicationStateTransitionEvent as ApplicationStateTransitionEvent,
    )
    from mparticle_facade.models import (
        AttributionInfo as AttributionInfo,
    )
    from mparticle_facade.models import (
        Batch as Batch,
    )
    from mparticle_facade.models import (
        BatchContext as BatchContext,
    )
    from mparticle_facade.models import (
        BreadcrumbEvent as BreadcrumbEvent,
    )
    from mparticle_facade.models import (
        CCPAConsentState as CCPAConsentState,
    )
    from mparticle_facade.models import (
        CommerceEvent as CommerceEvent,
    )
    from mparticle_facade.models import (
        ConsentState as ConsentState,
    )
    from mparticle_facade.models import (
        CrashReportEvent as CrashReportEvent,
    )
    from mparticle_facade.models import (
        DataPlanContext as DataPlanContext,
    )
    from mparticle_facade.models import (
        DeviceCurrentState as DeviceCurrentState,
    )
    from mparticle_facade.models import (
        DeviceInformation as DeviceInformation,
    )
    from mparticle_facade.models import (
        EventBase as EventBase,
    )
    from mparticle_facade.models import (
        EventData as EventData,
    )
    from mparticle_facade.models import (
        EventSystemNotificationInfo as EventSystemNotificationInfo,
    )
    from mparticle_facade.models import (
        FirstRunEvent as FirstRunEvent,
    )
    from mparticle_facade.models import (
        GDPRConsentState as GDPRConsentState,
    )
    from mparticle_facade.models import (
        GeoLocation as GeoLocation,
    )
    from mparticle_facade.models import (
        MediaInfo as MediaInfo,
    )
    from mparticle_facade.models import (
        NetworkPerformanceEvent as NetworkPerformanceEvent,
    )
    from mparticle_facade.models import (
        OptOutEvent as OptOutEvent,
    )
    from mparticle_facade.models import (
        Product as Product,
    )
    from mparticle_facade.models import (
        ProductAction as ProductAction,
    )
    from mparticle_facade.models import (
        ProductImpression as ProductImpression,
    )
    from mparticle_facade.models import (
        ProfileEvent as ProfileEvent,
    )
    from mparticle_facade.models import (
        Promotion as Promotion,
    )
    from mparticle_facade.models import (
        PromotionAction as PromotionAction,
    )
    from mparticle_facade.models import (
        PushMessageEvent as PushMessageEvent,
    )
    from mparticle_facade.models import (
        PushRegistrationEvent as PushRegistrationEvent,
    )
    from mparticle_facade.models import (
        ScreenViewEvent as ScreenViewEvent,
    )
    from mparticle_facade.models import (
        SessionEndEvent as SessionEndEvent,
    )
    from mparticle_facade.models import (
        SessionStartEvent as SessionStartEvent,
    )
    from mparticle_facade.models import (
        ShoppingCart as ShoppingCart,
    )
    from mparticle_facade.models import (
        SourceInformation as SourceInformation,
    )
    from mparticle_facade.models import (
        UninstallEvent as UninstallEvent,
    )
    from mparticle_facade.models import (
        UserAttributeChangeEvent as UserAttributeChangeEvent,
    )
    from mparticle_facade.models import (
        UserIdentities as UserIdentities,
    )
    from mparticle_facade.models import (
        UserIdentity as UserIdentity,
    )
    from mparticle_facade.models import (
        UserIdentityChangeEvent as UserIdentityChangeEvent,
    )
    from mparticle_facade.plans.plan import DataPlan as DataPlan
    from mparticle_facade.plans.violations import Violation as Violation


_ERRORS = (
    "ApiConnectionError", "ApiException", "ApiTimeoutError", "AuthenticationError", "BadRequestError",
    "ClientClosedError", "ConfigurationError", "DataPlanError", "OutboxError", "PayloadTooLargeError",
    "PermissionDeniedError", "Problem", "QueueFullError", "RateLimitError", "ServerError", "ValidationError",
)  # fmt: skip
_HOMES = {
    "AttemptInfo": "http.attempts",
    "ApiClient": "http.connection",
    "AsyncApiClient": "http.connection",
    "AsyncEventsApi": "api",
    "Configuration": "configuration",
    "DataPlan": "plans.plan",
    "DeadLetter": "delivery.queue",
    "Entry": "delivery.queue",
    "EventsApi": "api",
    "FlushResult": "delivery.results",
    "Outbox": "delivery.outbox.queue",
    "Stats": "delivery.results",
    "UploadResponse": "http.responses",
    "Uploader": "delivery.uploader",
    "Violation": "plans.violations",
    **dict.fromkeys(_ERRORS, "errors"),
}
"""Where the names are that are no models."""
_SUBMODULES = ("api_client", "apis", "configuration", "models", "rest")


if not TYPE_CHECKING:  # to a type checker it would say that there is any name

    def __getattr__(name: str) -> Any:
        if name in _SUBMODULES:
            return _load(f"{__name__}.{name}")
        if name == "__all__":
            return __dir__()
        home = _load(f"{__name__}.{_HOMES.get(name, 'models')}")
        if name not in _HOMES and name not in home.__all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name, obj=sys.modules[__name__])
        value = globals()[name] = getattr(home, name)
        return value


def __dir__() -> list[str]:
    models = _load(f"{__name__}.models")
    return sorted([*_HOMES, *_SUBMODULES, *models.__all__])
