"""The benchmarks measure what they say: arithmetic and report on made-up figures, one real question, what is sent."""

from __future__ import annotations

import contextlib
import dataclasses
import http.client
import json
import ssl
import sys
import threading
import zlib
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import pytest

import mparticle_facade
from benchmarks.harness import extras, machine, receiver, report, run, sample
from benchmarks.harness.question import QUESTIONS, Contender, Figure, Question, Unavailable, load
from benchmarks.harness.results import BEST_PEER, Answer, Results, Target, compared, number, ratio
from benchmarks.harness.targets import TARGETS
from mparticle_events_client import models
from mparticle_events_models import wire
from mparticle_facade.codec import encoding

ROOT = Path(__file__).parents[2]
COST, RATE = Figure("us", "CPU", "us"), Figure("rate", "Events", "events/s", more_is_better=True)


def nothing(_: object) -> dict[str, float]:
    raise Unavailable


QUESTION = Question(
    "made_up",
    "Made up",
    "Nobody asked.",
    (COST, RATE),
    tuple(Contender(name, "ours", nothing) for name in ("floor", "theirs", "ours", "absent", "broken")),
    floor="floor",
    peer="theirs",
)


def results() -> Results:
    answers = {
        "floor": Answer([{"us": 1.0, "rate": 1_000.0}]),
        "theirs": Answer([{"us": 90.0, "rate": 50.0}, {"us": 110.0, "rate": 70.0}]),
        "ours": Answer([{"us": 4.0, "rate": 400.0}, {"us": 400.0, "rate": 480.0}, {"us": 5.0, "rate": 500.0}]),
        "absent": Answer(unavailable="there is none"),
        "broken": Answer(failed="ValueError: no"),
    }
    return Results("2026-01-01", "default", {"cores": "2"}, {"msgspec": "0.22.0"}, {"made_up": answers})


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Results:
    monkeypatch.setattr(report, "load", {"made_up": QUESTION}.__getitem__)
    return results()


# -- arithmetic -------------------------------------------------------------------------------------------------------


def test_a_figure_is_the_median_of_its_rounds() -> None:
    assert results().value("made_up", "ours", "us") == 5
    assert results().value("made_up", "theirs", "us") == 100
    assert results().value("made_up", "absent", "us") is None
    assert results().value("made_up", "nobody", "us") is None


def test_a_ratio_is_a_multiple_of_the_reference() -> None:
    assert ratio(results(), QUESTION, COST, "ours", "theirs") == 0.05
    assert ratio(results(), QUESTION, RATE, "ours", "theirs") == 8
    assert ratio(results(), QUESTION, RATE, "absent", "theirs") is None
    assert ratio(results(), QUESTION, RATE, "ours", "absent") is None


@pytest.mark.parametrize(
    ("target", "measured", "verdict"),
    [
        (Target("", "made_up", "us", "ours", "theirs", at_least=20), 20, "pass"),
        (Target("", "made_up", "us", "ours", "theirs", at_least=20.5), 20, "miss"),
        (Target("", "made_up", "us", "ours", "floor", at_most=5), 5, "pass"),
        (Target("", "made_up", "us", "ours", "floor", at_most=4.9), 5, "miss"),
        (Target("", "made_up", "rate", "ours", "theirs", at_least=8), 8, "pass"),
        (Target("", "made_up", "rate", "ours", "floor", at_least=0.5), 0.48, "miss"),
        (Target("", "made_up", "us", "ours", at_most=5), 5, "pass"),
        (Target("", "made_up", "us", "ours", at_most=4), 5, "miss"),
        (Target("", "made_up", "us", "absent", at_most=4), None, "not measured"),
        (Target("", "made_up", "us", "ours", "absent", at_least=4), None, "not measured"),
    ],
)
def test_a_target_is_met_or_missed(target: Target, measured: float | None, verdict: str) -> None:
    assert target.measured(results(), QUESTION) == measured
    assert target.verdict(measured) == verdict


def test_every_target_and_reference_names_what_there_is() -> None:
    for key in QUESTIONS:
        question = load(key)
        names = [contender.name for contender in question.contenders]
        assert question.key == key
        assert len(set(names)) == len(names)
        assert {name for name in (question.floor, question.peer) if name} <= set(names)
        assert {contender.floor for contender in question.contenders if contender.floor} <= set(names)
        assert {contender.peer for contender in question.contenders if contender.peer} <= set(names)
    for target in TARGETS:
        question = load(target.question)
        names = {contender.name for contender in question.contenders} | {BEST_PEER}
        assert {target.contender, target.reference or target.contender} <= names
        assert target.figure in {figure.key for figure in question.figures}
        assert (target.at_least is None) != (target.at_most is None)


def test_the_best_peer_is_another_one_for_each_figure() -> None:
    roles = {"floor": "floor", "theirs": "peer", "others": "peer", "ours": "ours"}
    question = dataclasses.replace(QUESTION, contenders=tuple(Contender(n, r, nothing) for n, r in roles.items()))
    found = results()
    found.answers["made_up"]["others"] = Answer([{"us": 10.0, "rate": 30.0}])
    cost = Target("", "made_up", "us", "ours", BEST_PEER, at_most=1)
    rate = Target("", "made_up", "rate", "ours", BEST_PEER, at_least=1)
    assert cost.measured(found, question) == 0.5
    assert rate.measured(found, question) == 8
    assert rate.spread(found, question) == (pytest.approx(480 / 70), 8)
    assert rate.measured(results(), dataclasses.replace(question, contenders=question.contenders[-1:])) is None


def test_a_row_is_held_against_the_peer_that_it_names_or_against_all_others() -> None:
    contenders = (
        Contender("vendor", "vendor", nothing),
        Contender("vendor, https", "vendor", nothing),
        Contender("peer", "peer", nothing),
        Contender("bare", "scale", nothing),
        Contender("ours", "ours", nothing),
        Contender("ours, quick", "ours", nothing),
        Contender("ours, https", "ours", nothing, peer="vendor, https"),
        Contender("ours, absent", "ours", nothing),
    )
    question = dataclasses.replace(QUESTION, contenders=contenders, floor="", peer="vendor")
    figures = {"vendor": (9, 1), "vendor, https": (1, 9), "peer": (7, 5), "bare": (0.1, 99), "ours": (8, 2),
               "ours, quick": (7, 5), "ours, https": (1, 8)}  # fmt: skip
    answers = {name: Answer([{"us": us, "rate": rate}]) for name, (us, rate) in figures.items()}
    found = dataclasses.replace(results(), answers={"made_up": answers})
    assert {row.contender: row.ahead for row in compared(question, found)} == {
        "ours": ["peer"], "ours, quick": [], "ours, https": ["vendor, https"],
    }  # fmt: skip
    text = report.standing([question], found).splitlines()
    assert text[:2] == ["* made_up: ours, behind peer", "* made_up: ours, https, behind vendor, https"]
    assert text[-1] == "A peer is ahead in 2 of 3 rows."
    head, *cells = report.terminal(question, found).splitlines()[4:]
    assert head.split() == ["CPU,", "us", "x", "peer", "Events,", "events/s", "x", "peer"]
    assert cells[6].split() == ["ours,", "https", "1", "1", "8", "0.889"]


# -- report -----------------------------------------------------------------------------------------------------------


def test_numbers_have_three_digits() -> None:
    values = (None, 0.012345, 1.0, 4.896, 57_912.3, 1_234_567)
    assert [number(value) for value in values] == ["", "0.0123", "1", "4.9", "57,900", "1,230,000"]


def test_the_terminal_shows_every_contender(asked: Results) -> None:
    lines = report.terminal(QUESTION, asked).splitlines()
    assert lines[4].split("  ", 1)[1].split() == [
        "CPU,",
        "us",
        "x",
        "floor",
        "x",
        "peer",
        "Events,",
        "events/s",
        "x",
        "floor",
        "x",
        "peer",
    ]
    assert " ".join(lines[7].split()) == "ours 5 (4 to 400) 5 0.05 480 (400 to 500) 0.48 8"
    assert lines[8].split("  ")[-1] == "not available: there is none"
    assert lines[9].split("  ")[-1] == "failed: ValueError: no"


def test_the_page_holds_machine_verdicts_notes_tables_and_pictures(asked: Results) -> None:
    targets = [
        Target("cheap", "made_up", "us", "ours", "theirs", at_least=20),
        Target("fast", "made_up", "rate", "ours", at_least=500),
        Target("not asked", "build", "us", "ours", at_most=1),
    ]
    page = report.page([QUESTION], targets, asked, "Why *fast* is missed.\n").splitlines()
    assert "| cores | 2 |" in page
    assert "| msgspec | 0.22.0 |" in page
    assert "| cheap | at least 20x | 20x (0.275 to 22.5) | pass |" in page
    assert "| fast | at least 500 events/s | 480 events/s (400 to 500) | miss |" in page
    assert not any("not asked" in line for line in page)
    assert "Why *fast* is missed." in page
    assert "| ours | 5 (4 to 400) | 5 | 0.05 | 480 (400 to 500) | 0.48 | 8 |" in page
    assert "| floor | 1 | 1 | 0.01 | 1,000 | 1 | 16.7 |" in page, "one round has no spread"
    assert "| absent | not available: there is none |  |  |  |  |  |" in page
    assert "![Made up](images/bench-made-up.svg)" in page


def test_points_along_an_axis_are_columns_with_their_growth() -> None:
    curve = dataclasses.replace(QUESTION, axis="events", figures=tuple(Figure(n, n, "us") for n in ("1", "2", "3")))
    answers = {contender.name: Answer() for contender in curve.contenders} | {
        "ours": Answer([{"1": 4.0, "2": 2.0, "3": 5.0}])
    }
    lines = report.terminal(curve, dataclasses.replace(results(), answers={"made_up": answers})).splitlines()
    assert lines[4].split() == ["us,", "by", "events", "1", "2", "3", "last", "/", "least"]
    assert lines[7].split() == ["ours", "4", "2", "5", "2.5"]


def test_results_survive_their_file(asked: Results) -> None:
    assert Results.from_dict(json.loads(json.dumps(asked.to_dict()))) == asked


def test_a_picture_is_the_same_each_time() -> None:
    pytest.importorskip("matplotlib")
    from benchmarks.harness import plots

    drawn = plots.svg(QUESTION, results())
    assert drawn == plots.svg(QUESTION, results())
    assert ">theirs</text>" in drawn
    assert ">absent</text>" not in drawn
    assert "prefers-color-scheme: dark" in drawn


def test_the_page_in_the_documentation_is_what_the_results_say() -> None:
    found = Results.from_dict(json.loads((ROOT / report.RAW).read_text()))
    questions = [load(key) for key in found.answers]
    page = report.page(questions, TARGETS, found, (ROOT / report.NOTES).read_text())
    assert (ROOT / report.PAGE).read_text() == page, "run: make bench ARGS=--render"
    assert all((ROOT / report.picture(question)).exists() for question in questions)


# -- a busy machine ---------------------------------------------------------------------------------------------------

QUIET, BUSY = machine.Load(0.1, 1.9, 2, 0.01, 0.01), machine.Load(0.1, 1.9, 2, 0.06, 0.0)


@pytest.mark.parametrize(
    ("load", "busy"),
    [
        (QUIET, False),
        (BUSY, True),
        (machine.Load(0.1, 1.9, 2, 0.03, 0.03), True),
        (machine.Load(5.0, 1.9, 2, 0.0, 0.0), False),  # an average of the past; nobody is there now
        (machine.Load(0.9, 9.9, 2), False),  # what it is afterwards is ours
        (machine.Load(1.1, 1.9, 2), True),
    ],
)
def test_a_machine_is_busy_with_others(load: machine.Load, busy: bool) -> None:
    assert load.busy is busy
    assert load.facts()["load average"] == f"{load.before:.2f} before, {load.after:.2f} after"


def test_what_we_and_our_children_use_is_not_others(monkeypatch: pytest.MonkeyPatch) -> None:
    clocks = iter([machine._Clocks(100.0, 1.0, 400.0, 5.0), machine._Clocks(112.0, 1.4, 420.0, 15.0)])
    monkeypatch.setattr(machine, "_clocks", lambda: next(clocks))
    load = machine.Meter().read()
    assert (load.others, load.stolen) == (pytest.approx(0.1), pytest.approx(0.02))


@pytest.mark.parametrize(("now", "others"), [(20.000000001, 1.0), (5.0, 0.0)])
def test_a_share_is_never_below_none_nor_above_all(monkeypatch: pytest.MonkeyPatch, now: float, others: float) -> None:
    clocks = iter([machine._Clocks(0.0, 0.0, 0.0, 0.0), machine._Clocks(now, 0.0, 20.0, 6.0 if now < 6 else 0.0)])
    monkeypatch.setattr(machine, "_clocks", lambda: next(clocks))
    assert machine.Meter().read().others == others


@pytest.mark.skipif(not Path("/proc/stat").exists(), reason="the system does not count for us")
def test_the_clocks_of_this_machine_run() -> None:
    meter = machine.Meter()
    while (load := meter.read()).others is None:
        pass
    assert 0 <= load.others <= 1
    assert 0 <= load.stolen <= 1


@pytest.mark.parametrize(
    ("first", "then", "arguments", "code", "written", "said"),
    [
        (QUIET, QUIET, [], 0, True, ""),
        (BUSY, QUIET, [], 1, False, "Nothing is measured"),
        (QUIET, BUSY, [], 1, False, "not written: docs/benchmarks.md"),
        (BUSY, BUSY, ["--anyway"], 0, True, ""),
        (BUSY, BUSY, ["--quick"], 0, False, ""),
        (BUSY, BUSY, ["--only", "build"], 0, False, ""),
    ],
)
def test_the_page_is_of_a_quiet_machine(
    first: machine.Load, then: machine.Load, arguments: list[str], code: int, written: bool, said: str,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    pages: list[Results] = []
    monkeypatch.setattr(sys, "argv", ["benchmarks", *arguments])
    monkeypatch.setattr(machine, "look", lambda: first)
    monkeypatch.setattr(machine.Meter, "read", lambda _: then)
    monkeypatch.setattr(run, "ask", lambda question, *_: {question.contenders[0].name: Answer([{}])})
    monkeypatch.setattr(run.receiver, "running", lambda: contextlib.nullcontext("http://nowhere"))
    monkeypatch.setattr(run.report, "write", lambda _root, _targets, found: pages.append(found))
    assert run.main() == code
    output = capsys.readouterr()
    assert said in output.err
    assert bool(output.err) == bool(said)
    assert [page.machine["load average"] for page in pages] == ["0.10 before, 1.90 after"] * written
    if "Nothing" not in said:
        assert output.out.splitlines()[-1] == "A peer is ahead in 0 of 0 rows."


# -- real parts -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("events", [1, sample.EVENTS])
def test_everybody_sends_the_same(events: int) -> None:
    tree = sample.tree(events)
    assert json.loads(encoding.encode(sample.batch(mparticle_facade, events))) == tree
    assert json.loads(msgspec.json.encode(sample.structs(wire, events))) == tree
    assert sample.attrs(models).to_dict() == sample.tree()
    assert sample.batch(mparticle_facade, events).validate() == []


@pytest.fixture(scope="module")
def url() -> str:
    with receiver.running() as running:
        yield running


def test_the_server_counts_what_arrives(url: str) -> None:
    receiver.ask(url, "/reset")
    body = json.dumps([sample.tree(3)] * 2).encode()
    waiter = threading.Thread(target=receiver.ask, args=(url, "/wait?events=12"))
    waiter.start()
    connection = http.client.HTTPConnection(urlsplit(url).netloc)
    for path, payload, headers, status in (
        ("/v2/bulkevents", body, {}, 202),
        ("/v1/batch", zlib.compress(body, wbits=31), {"Content-Encoding": "gzip"}, 200),
    ):
        connection.request("POST", path, payload, headers)
        answer = connection.getresponse()
        assert (answer.status, bool(answer.read())) == (status, status == 200)
    connection.close()
    waiter.join(30)
    stats = receiver.ask(url, "/stats")
    assert (stats["requests"], stats["bytes"], stats["events"]) == (2, 2 * len(body), 12)
    assert 0 < stats["first_byte"] < stats["last"]


def test_the_server_counts_what_arrives_over_https_beside_it(url: str) -> None:
    receiver.ask(url, "/reset")
    secure = urlsplit(receiver.ask(url, "/stats")["secure"])
    trust = ssl.create_default_context(cafile=str(receiver.AUTHORITY))
    connection = http.client.HTTPSConnection(secure.netloc, context=trust)
    connection.request("POST", "/v2/events", json.dumps(sample.tree(3)).encode())
    assert connection.getresponse().status == 202
    connection.close()
    assert (secure.scheme, receiver.ask(url, "/wait?events=3")["events"]) == ("https", 3)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("build", "ours: batch.to_json()"),
        ("encode", "ours: batch.to_json()"),
        ("cold_start", "json and http.client, https"),
        ("cold_start", "ours: EventsApi, all extras, https"),
        ("pace", "ours: mparticle outbox drain"),
        ("rows", "http.client, ready bytes"),
        ("rows", "ours: mparticle upload, CSV"),
        ("rows", "ours: mparticle upload, Parquet"),
    ],
)
def test_a_row_of_ours_gives_each_of_its_figures(key: str, name: str, url: str) -> None:
    question = load(key)
    chosen = tuple(contender for contender in question.contenders if contender.name == name)
    answer = run.ask(dataclasses.replace(question, contenders=chosen, rounds=1), url, "quick")[name]
    assert (answer.failed, answer.unavailable) == ("", "")
    assert {figure.key for figure in question.figures} == set(answer.rounds[0])
    assert min(answer.rounds[0].values()) > 0


def test_an_environment_without_the_extras_is_a_row_that_is_not_available(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "_MODULES", ("there_is_no_such_module",))
    with pytest.raises(Unavailable, match=r"no environment with the extras cli, otel, plan, rows and sandbox"):
        extras.interpreter()


def test_a_question_is_asked_in_processes_of_its_own(url: str) -> None:
    whole = load("encode")
    question = dataclasses.replace(whole, contenders=whole.contenders[:3], rounds=1)
    floor, vendor, ours = run.ask(question, url, "quick").values()
    assert floor.rounds[0]["us"] > 0
    assert ours.rounds[0]["us"] > 0
    assert vendor.rounds or "is not installed" in vendor.unavailable


def test_a_contender_that_fails_says_why(url: str) -> None:
    whole = load("encode")
    question = dataclasses.replace(whole, contenders=(Contender("nobody", "ours", nothing),), rounds=1)
    assert run.ask(question, url, "quick")["nobody"].failed == "StopIteration"


def test_a_misspelt_question_is_a_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["benchmarks", "--only", "spedd"])
    with pytest.raises(SystemExit) as ended:
        run.main()
    assert ended.value.code == 2
    assert "invalid choice: 'spedd'" in capsys.readouterr().err
