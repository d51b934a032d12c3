# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from ... import errors
from ...types import Response

if TYPE_CHECKING:
    import httpx

    from ...client import AuthenticatedClient, Client
    from ...models.api_error_response import ApiErrorResponse
    from ...models.batch import Batch


def _get_kwargs(
    *,
    body: Batch | bytes,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/events",
    }

    if isinstance(body, bytes):
        _kwargs["content"] = body
    else:
        _kwargs["json"] = body if isinstance(body, dict) else body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Any | ApiErrorResponse | None:
    if response.status_code == 202:
        response_202 = cast(Any, None)
        return response_202

    if response.status_code == 400:
        from ...models.api_error_response import ApiErrorResponse

        try:
            response_400 = ApiErrorResponse.from_dict(response.json())

            return response_400

        except (AttributeError, RecursionError, TypeError, ValueError):
            return None
    if response.status_code == 401:
        from ...models.api_error_response import ApiErrorResponse

        try:
            response_401 = ApiErrorResponse.from_dict(response.json())

            return response_401

        except (AttributeError, RecursionError, TypeError, ValueError):
            return None
    if response.status_code == 403:
        from ...models.api_error_response import ApiErrorResponse

        try:
            response_403 = ApiErrorResponse.from_dict(response.json())

            return response_403

        except (AttributeError, RecursionError, TypeError, ValueError):
            return None
    if response.status_code == 429:
        from ...models.api_error_response import ApiErrorResponse

        try:
            response_429 = ApiErrorResponse.from_dict(response.json())

            return response_429

        except (AttributeError, RecursionError, TypeError, ValueError):
            return None
    if response.status_code == 503:
        from ...models.api_error_response import ApiErrorResponse

        try:
            response_503 = ApiErrorResponse.from_dict(response.json())

            return response_503

        except (AttributeError, RecursionError, TypeError, ValueError):
            return None
    if 500 <= response.status_code <= 599:
        from ...models.api_error_response import ApiErrorResponse

        try:
            response_5xx = ApiErrorResponse.from_dict(response.json())

            return response_5xx

        except (AttributeError, RecursionError, TypeError, ValueError):
            return None
    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Any | ApiErrorResponse]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
        extensions=response.extensions,
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: Batch | bytes,
) -> Response[Any | ApiErrorResponse]:
    """Send one batch

     Sends one batch for one user.

    - The whole request has to stay below 256 kB and a batch should not exceed 128 kB (D-37).
    - Data older than 30 days belongs on the historical endpoint (F-40).
    - A batch without events is legal: it updates the user only (F-11).
    - The service recognises a repeated batch by `source_request_id`, for 30 to 60 days and per API key.
    Set it once
      before the first attempt and keep it for each retry (F-35).
    - 429 and 5xx can be retried, after Retry-After if it is there and otherwise with an exponential
    backoff and
      jitter (F-27, F-28, F-31). No other failure goes away when the request is repeated.

    Args:
        body (Batch): One delivery for one user: identities, attributes, device and consent, plus
            any number of events. A batch without events is legal on the two live endpoints (it then
            only updates the user).

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | ApiErrorResponse]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: Batch | bytes,
) -> Any | ApiErrorResponse | None:
    """Send one batch

     Sends one batch for one user.

    - The whole request has to stay below 256 kB and a batch should not exceed 128 kB (D-37).
    - Data older than 30 days belongs on the historical endpoint (F-40).
    - A batch without events is legal: it updates the user only (F-11).
    - The service recognises a repeated batch by `source_request_id`, for 30 to 60 days and per API key.
    Set it once
      before the first attempt and keep it for each retry (F-35).
    - 429 and 5xx can be retried, after Retry-After if it is there and otherwise with an exponential
    backoff and
      jitter (F-27, F-28, F-31). No other failure goes away when the request is repeated.

    Args:
        body (Batch): One delivery for one user: identities, attributes, device and consent, plus
            any number of events. A batch without events is legal on the two live endpoints (it then
            only updates the user).

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | ApiErrorResponse
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: Batch | bytes,
) -> Response[Any | ApiErrorResponse]:
    """Send one batch

     Sends one batch for one user.

    - The whole request has to stay below 256 kB and a batch should not exceed 128 kB (D-37).
    - Data older than 30 days belongs on the historical endpoint (F-40).
    - A batch without events is legal: it updates the user only (F-11).
    - The service recognises a repeated batch by `source_request_id`, for 30 to 60 days and per API key.
    Set it once
      before the first attempt and keep it for each retry (F-35).
    - 429 and 5xx can be retried, after Retry-After if it is there and otherwise with an exponential
    backoff and
      jitter (F-27, F-28, F-31). No other failure goes away when the request is repeated.

    Args:
        body (Batch): One delivery for one user: identities, attributes, device and consent, plus
            any number of events. A batch without events is legal on the two live endpoints (it then
            only updates the user).

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | ApiErrorResponse]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: Batch | bytes,
) -> Any | ApiErrorResponse | None:
    """Send one batch

     Sends one batch for one user.

    - The whole request has to stay below 256 kB and a batch should not exceed 128 kB (D-37).
    - Data older than 30 days belongs on the historical endpoint (F-40).
    - A batch without events is legal: it updates the user only (F-11).
    - The service recognises a repeated batch by `source_request_id`, for 30 to 60 days and per API key.
    Set it once
      before the first attempt and keep it for each retry (F-35).
    - 429 and 5xx can be retried, after Retry-After if it is there and otherwise with an exponential
    backoff and
      jitter (F-27, F-28, F-31). No other failure goes away when the request is repeated.

    Args:
        body (Batch): One delivery for one user: identities, attributes, device and consent, plus
            any number of events. A batch without events is legal on the two live endpoints (it then
            only updates the user).

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | ApiErrorResponse
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
