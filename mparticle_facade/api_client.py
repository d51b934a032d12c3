"""The vendor SDK's module path for `ApiClient`."""

from mparticle_facade.http.connection import ApiClient as ApiClient
from mparticle_facade.http.connection import AsyncApiClient as AsyncApiClient
