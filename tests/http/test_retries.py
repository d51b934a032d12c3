"""When a request is sent again, and after how long: decisions, no network."""

from __future__ import annotations

import datetime as dt
import email.utils
import ssl

import httpx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mparticle_facade.http.attempts import ATTEMPTS, SEND, Attempts
from mparticle_facade.http.retries import RETRIED_STATUSES, RetryPolicy
from mparticle_facade.limits import rate_limit_used, retry_after

RELAXED = settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
PATIENT = RetryPolicy(max_retries=3, deadline=60.0)
NOT_RETRIED = sorted({200, 202, 204, 301, 302, 400, 401, 403, 404, 408, 413, 422, 501, 505, 599})
Outcome = httpx.Response | Exception


def response(status: int = 202, **headers: str) -> httpx.Response:
    return httpx.Response(status, headers={name.replace("_", "-"): value for name, value in headers.items()})


def untrusted() -> httpx.ConnectError:
    error = httpx.ConnectError("certificate verify failed")
    error.__cause__ = OSError("handshake")
    error.__cause__.__context__ = ssl.SSLCertVerificationError("unable to get local issuer certificate")
    return error


class Clock:
    """Seconds that pass only as a test says."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def play(policy: RetryPolicy, *outcomes: Outcome, took: float = 0.0) -> tuple[Outcome, int, list[float]]:
    """What a request comes to whose attempts go like this and take so long: the last outcome, the attempts, the waits.

    Nothing is sent and nobody waits.
    """
    clock, waits, script, attempts = Clock(), [], iter(outcomes), 0
    request = httpx.Request("POST", "http://127.0.0.1/v2/events", content=b"{}", extensions={"timeout": {"read": 9.0}})
    steps = Attempts(policy, clock=clock).steps(request)
    step = next(steps)
    while not isinstance(step, httpx.Response):
        if step is not SEND:
            waits.append(step)
            clock.now += step
            step = steps.send(None)
            continue
        attempts += 1
        assert 0 < request.extensions["timeout"]["read"] <= min(9.0, policy.deadline)
        clock.now += took
        outcome = next(script)
        try:
            step = steps.throw(outcome) if isinstance(outcome, Exception) else steps.send(outcome)
        except (httpx.HTTPError, ValueError) as error:
            return error, attempts, waits
    assert step.extensions[ATTEMPTS] == attempts
    return step, attempts, waits


def wait(attempt: int, outcome: Outcome) -> float:
    """Seconds before the next attempt, where there always is one."""
    seconds = RetryPolicy(max_retries=10**6, deadline=60.0).wait(attempt, outcome, left=60.0)
    assert seconds is not None
    return seconds


# -- what is repeated -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", sorted(RETRIED_STATUSES))
def test_a_status_that_may_pass_is_repeated(status: int) -> None:
    last = response(202)
    assert play(PATIENT, response(status), last)[:2] == (last, 2)


@pytest.mark.parametrize("status", NOT_RETRIED)
def test_any_other_status_is_final(status: int) -> None:
    last = response(status)
    assert play(PATIENT, last) == (last, 1, [])


@RELAXED
@given(st.integers(100, 999))
def test_nothing_that_the_service_refused_is_sent_again(status: int) -> None:
    _, attempts, _ = play(PATIENT, *[response(status)] * 4)
    assert attempts == (4 if status in {429, 500, 502, 503, 504} else 1)


@pytest.mark.parametrize(
    "error",
    [
        httpx.ConnectError("refused"),
        httpx.ConnectTimeout("t"),
        httpx.ReadError("reset"),
        httpx.ReadTimeout("t"),
        httpx.WriteError("broken pipe"),
        httpx.WriteTimeout("t"),
        httpx.PoolTimeout("t"),
        httpx.CloseError("c"),
        httpx.RemoteProtocolError("server disconnected"),
        httpx.ProxyError("503"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_broken_connection_is_repeated(error: Exception) -> None:
    last = response(202)
    assert play(PATIENT, error, error, last)[:2] == (last, 3)


@pytest.mark.parametrize(
    "error",
    [httpx.UnsupportedProtocol("ftp"), httpx.LocalProtocolError("ours"), httpx.DecodingError("gzip"), untrusted()],
    ids=lambda error: type(error).__name__,
)
def test_what_no_repeat_mends_is_final(error: Exception) -> None:
    assert play(PATIENT, error) == (error, 1, [])


def test_an_error_of_our_own_is_never_repeated() -> None:
    bug = ValueError("a bug")
    assert play(PATIENT, bug) == (bug, 1, [])


# -- how often --------------------------------------------------------------------------------------------------------


@RELAXED
@given(st.integers(0, 6))
def test_so_many_retries_are_one_attempt_more(retries: int) -> None:
    result, attempts, waits = play(RetryPolicy(retries, 1e9), *[response(503)] * 10)
    assert (attempts, len(waits)) == (retries + 1, retries)
    assert isinstance(result, httpx.Response)


def test_the_last_failure_is_what_is_told() -> None:
    first, last = httpx.ConnectError("first"), httpx.ReadError("last")
    assert play(RetryPolicy(1, 60), first, last)[0] is last
    refused = response(429)
    assert play(RetryPolicy(1, 60), first, refused)[0] is refused


@pytest.mark.parametrize("asked", ["60", "61", "900", "9" * 400])
def test_a_wait_that_would_pass_the_deadline_is_not_begun(asked: str) -> None:
    last = response(429, retry_after=asked)
    assert play(PATIENT, last) == (last, 1, [])


@RELAXED
@given(st.integers(1, 59))
def test_a_wait_within_the_deadline_is_what_was_asked_for(asked: int) -> None:
    for status in sorted(RETRIED_STATUSES):
        last = response()
        assert play(PATIENT, response(status, retry_after=str(asked)), last) == (last, 2, [asked])


@pytest.mark.parametrize(("took", "attempts"), [(0.0, 2), (49.0, 2), (51.0, 1), (1000.0, 1)])
def test_what_an_attempt_took_is_of_the_deadline(took: float, attempts: int) -> None:
    last = play(PATIENT, response(503, retry_after="10"), response(), took=took)
    assert last[1] == attempts


def test_each_request_has_the_whole_deadline() -> None:
    """A policy keeps nothing between requests."""
    for _ in range(3):
        assert play(PATIENT, response(503, retry_after="59"), response())[1] == 2


# -- how long ---------------------------------------------------------------------------------------------------------


@RELAXED
@given(st.integers(1, 60), st.sampled_from([response(503), response(429), httpx.ReadError("reset")]))
def test_the_backoff_doubles_up_to_half_a_minute(attempt: int, outcome: Outcome) -> None:
    assert 0 <= wait(attempt, outcome) <= min(30.0, 0.5 * 2 ** (attempt - 1))


def test_the_backoff_is_random_over_its_whole_range() -> None:
    """Full jitter: clients that failed together do not come back together."""
    waits = [wait(3, response(503)) for _ in range(300)]
    assert min(waits) < 0.5
    assert max(waits) > 1.5
    assert len(set(waits)) > 250


@pytest.mark.parametrize("text", ["-5", "soon", "", "1.5", "1, 2", "0x10", "Mon, 01 Jan 2026", "None"])
def test_a_retry_after_that_says_nothing_is_as_good_as_none(text: str) -> None:
    assert retry_after({"retry-after": text}) is None
    assert 0 <= wait(1, response(429, retry_after=text)) <= 0.5


@pytest.mark.parametrize(("text", "seconds"), [("0", 0.0), ("1", 1.0), (" 12 ", 12.0), ("0090", 90.0)])
def test_retry_after_in_seconds(text: str, seconds: float) -> None:
    assert retry_after({"retry-after": text}) == seconds


@pytest.mark.parametrize("zone", [dt.UTC, dt.timezone(dt.timedelta(hours=-7)), None])
def test_retry_after_as_a_date(zone: dt.tzinfo | None) -> None:
    until = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=300)
    local = until.astimezone(zone) if zone else until.replace(tzinfo=None)
    asked = retry_after({"retry-after": email.utils.format_datetime(local)})
    assert asked is not None
    assert 200 < asked <= 300


PASSED = ["0", "00", "Wed, 21 Oct 2015 07:28:00 GMT"]


@pytest.mark.parametrize("text", PASSED)
def test_a_time_that_has_come_is_nothing_to_wait_for(text: str) -> None:
    assert retry_after({"retry-after": text}) == 0.0


@pytest.mark.parametrize("text", PASSED)
def test_a_pause_all_the_same(text: str) -> None:
    """Growing and random: a service that says 0 to everybody is not asked by everybody at once."""
    for attempt, longest in ((1, 0.5), (2, 1.0), (5, 8.0)):
        waits = {wait(attempt, response(429, retry_after=text)) for _ in range(200)}
        assert len(waits) > 150
        assert 0 < min(waits) < longest / 4 < 3 * longest / 4 < max(waits) <= longest


def dates() -> st.SearchStrategy[str]:
    numbers = st.integers(-(10**12), 10**30) | st.integers(0, 99)
    months = st.sampled_from(["Jan", "Feb", "Oct", "Foo"])
    zones = st.sampled_from(["GMT", "", "+0000", "-2400", "+9999", "+" + "9" * 20])
    return st.builds("{}, {} {} {} {}:{}:{} {}".format, st.just("Mon"), numbers, months, numbers, *[numbers] * 3, zones)


@RELAXED
@given(st.text(max_size=40) | dates())
@example("²")
@example("Mon, 01 Jan 99999999999999999999 00:00:00 GMT")
def test_no_retry_after_can_do_harm(text: str) -> None:
    asked = retry_after({"retry-after": text})
    assert asked is None or asked >= 0


NUMBERS = [("92", 92.0), ("92.5", 92.5), ("0", 0.0), (" 7 ", 7.0), ("", None), ("92%", None), ("n/a", None)]
NO_NUMBERS = [("nan", None), ("inf", None), ("-inf", None)]


@pytest.mark.parametrize(("text", "used"), NUMBERS + NO_NUMBERS)
def test_the_percentage_used_is_a_number_or_none(text: str, used: float | None) -> None:
    assert rate_limit_used({"x-mp-rate-limit-percentage-used": text}) == used


def test_no_percentage_is_none() -> None:
    assert rate_limit_used({}) is None
