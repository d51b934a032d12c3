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
    body: list[Batch] | bytes,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/bulkevents/historical",
    }

    if isinstance(body, bytes):
        _kwargs["content"] = body
    else:
        _kwargs["json"] = []
        for componentsschemas_bulk_batches_item_data in body:
            componentsschemas_bulk_batches_item = (
                componentsschemas_bulk_batches_item_data
                if isinstance(componentsschemas_bulk_batches_item_data, dict)
                else componentsschemas_bulk_batches_item_data.to_dict()
            )
            _kwargs["json"].append(componentsschemas_bulk_batches_item)

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
    body: list[Batch] | bytes,
) -> Response[Any | ApiErrorResponse]:
    """Send up to 100 batches of old data

     Sends up to 100 batches whose events happened long ago, meant for data more than 30 days old (D-32).

    - The body is that of `/bulkevents`.
    - A batch is ignored if it has no events, if an event lacks `timestamp_unixtime_ms`, or if one of
    these times
      is less than 72 hours ago (F-38). The answer is 202 all the same (F-39), so check before sending.
    - The data updates profiles, identities, audiences and user activity, but it is not forwarded to
    event and data
      warehouse outputs (F-41).

    Args:
        body (list[Batch]): Up to 100 batches, each for one user. The limit counts batches, not
            events (D-31).

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
    body: list[Batch] | bytes,
) -> Any | ApiErrorResponse | None:
    """Send up to 100 batches of old data

     Sends up to 100 batches whose events happened long ago, meant for data more than 30 days old (D-32).

    - The body is that of `/bulkevents`.
    - A batch is ignored if it has no events, if an event lacks `timestamp_unixtime_ms`, or if one of
    these times
      is less than 72 hours ago (F-38). The answer is 202 all the same (F-39), so check before sending.
    - The data updates profiles, identities, audiences and user activity, but it is not forwarded to
    event and data
      warehouse outputs (F-41).

    Args:
        body (list[Batch]): Up to 100 batches, each for one user. The limit counts batches, not
            events (D-31).

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
    body: list[Batch] | bytes,
) -> Response[Any | ApiErrorResponse]:
    """Send up to 100 batches of old data

     Sends up to 100 batches whose events happened long ago, meant for data more than 30 days old (D-32).

    - The body is that of `/bulkevents`.
    - A batch is ignored if it has no events, if an event lacks `timestamp_unixtime_ms`, or if one of
    these times
      is less than 72 hours ago (F-38). The answer is 202 all the same (F-39), so check before sending.
    - The data updates profiles, identities, audiences and user activity, but it is not forwarded to
    event and data
      warehouse outputs (F-41).

    Args:
        body (list[Batch]): Up to 100 batches, each for one user. The limit counts batches, not
            events (D-31).

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
    body: list[Batch] | bytes,
) -> Any | ApiErrorResponse | None:
    """Send up to 100 batches of old data

     Sends up to 100 batches whose events happened long ago, meant for data more than 30 days old (D-32).

    - The body is that of `/bulkevents`.
    - A batch is ignored if it has no events, if an event lacks `timestamp_unixtime_ms`, or if one of
    these times
      is less than 72 hours ago (F-38). The answer is 202 all the same (F-39), so check before sending.
    - The data updates profiles, identities, audiences and user activity, but it is not forwarded to
    event and data
      warehouse outputs (F-41).

    Args:
        body (list[Batch]): Up to 100 batches, each for one user. The limit counts batches, not
            events (D-31).

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
