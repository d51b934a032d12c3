"""`mparticle upload`: in this process where it is quick, as a process where it is killed."""

import gzip
import json
import os
import random
import re
import resource
import signal
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from mparticle_facade.cli.program import run
from mparticle_facade.rows.records import MOST_BYTES
from parts.batch_lines import BAD, DAY, NOW, batch, lines, names
from parts.server import ScriptedServer, accept
from parts.steps import answer, by

MODULE = (sys.executable, "-W", "error", "-m", "mparticle_facade.cli")
STRESS = os.environ.get("MPARTICLE_STRESS") == "1"


@pytest.fixture(autouse=True)
def _credentials(monkeypatch):
    monkeypatch.setenv("MPARTICLE_API_KEY", "key")
    monkeypatch.setenv("MPARTICLE_API_SECRET", "secret")
    monkeypatch.delenv("MPARTICLE_HOST", raising=False)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "events.ndjson"


@pytest.fixture
def upload(capsys):
    """Runs it; the exit code and the receipt."""

    def one(receiver, *arguments):
        code = run(["upload", *map(str, arguments), "--host", receiver.host, "--rate", "0", "--json"])
        out, err = capsys.readouterr()
        return code, json.loads(out) if out else err

    return one


def test_good_lines_arrive_once_and_bad_ones_are_kept_with_their_reasons(file, upload):
    good = [batch(number) for number in range(500)]
    file.write_bytes(lines(*good[:250], BAD, b"", *good[250:], b"{"))
    with ScriptedServer() as receiver:
        code, receipt = upload(receiver, file)
        assert (code, receipt["sent"], receipt["events"], receipt["rejected"]) == (1, 500, 500, 2)
        assert sorted(names(receiver.accepted)) == sorted(names(good))
        assert len(set(receiver.ids)) == 500
        assert [(error["file"], error["line"], error["path"]) for error in receipt["errors"]] == [
            (str(file), 251, "$.user_identites"), (str(file), 503, "$"),
        ]  # fmt: skip
        rejects = Path(receipt["dead_letters"])
        assert rejects.read_bytes() == lines(BAD, b"{")
        reasons = Path(receipt["reasons"]).read_text().splitlines()
        assert reasons[0].startswith(f'line 1: {file}:251: $.user_identites: "user_identites" is not a field')
        assert reasons[1].startswith(f"line 2: {file}:503: $: is not JSON")

        rejects.write_bytes(lines(batch(1000), batch(1001)))  # mended
        code, receipt = upload(receiver, rejects)
        assert (code, receipt["sent"]) == (0, 2)
    assert len(receiver.accepted) == 502
    assert receiver.accepted[0].keys() == {*batch(0), "source_request_id"}


def test_the_batches_of_a_user_arrive_in_order(file, upload):
    file.write_bytes(lines(*[batch(number) for number in range(1500)]))
    with ScriptedServer() as receiver:
        assert upload(receiver, file, "--concurrency", 8)[0] == 0
    orders = defaultdict(list)
    for one in receiver.accepted:
        orders[one["user_identities"]["customer_id"]].append(int(names([one])[0].split()[1]))
    assert len(orders) == 20
    assert all(order == sorted(order) for order in orders.values())
    assert all(len(request.batches) <= 100 for request in receiver.requests)


def test_a_second_run_sends_nothing_and_says_so(file, upload, capsys):
    file.write_bytes(lines(*map(batch, range(50)), BAD))
    with ScriptedServer() as receiver:
        assert upload(receiver, file)[0] == 1
        code, receipt = upload(receiver, file)
        assert (code, receipt["sent"], receipt["duplicates_avoided"], receipt["rejected_before"]) == (1, 0, 50, 1)
        assert run(["upload", str(file), "--host", receiver.host]) == 1
    out = capsys.readouterr().out
    assert "Nothing     left to send" in out
    assert "Known       50 batches" in out
    assert "1 batch rejected by an earlier run" in out
    assert len(receiver.accepted) == 50
    assert Path(f"{file}.rejects").read_bytes() == lines(BAD)


def test_without_its_state_the_same_ids_are_sent_again(file, upload):
    file.write_bytes(lines(*map(batch, range(50))))
    with ScriptedServer() as receiver:
        upload(receiver, file)
        Path(f"{file}.upload-state").unlink()
        upload(receiver, file)
    assert len(receiver.ids) == 100
    assert len(set(receiver.ids)) == 50


def test_new_files_join_and_finished_ones_that_changed_are_uploaded_anew(tmp_path, upload):
    one, two = tmp_path / "1.ndjson", tmp_path / "2.ndjson"
    one.write_bytes(lines(batch(1)))
    with ScriptedServer() as receiver:
        upload(receiver, tmp_path / "*.ndjson")
        two.write_bytes(lines(batch(2)))
        assert upload(receiver, tmp_path / "*.ndjson")[1]["sent"] == 1
        one.write_bytes(lines(batch(1), batch(3)))
        assert upload(receiver, tmp_path / "*.ndjson")[1]["sent"] == 1  # the line that stayed is not sent again
        assert sorted(names(receiver.accepted)) == ["Event 1", "Event 2", "Event 3"]
        one.write_bytes(lines(batch(4), batch(3)))
        assert upload(receiver, tmp_path / "*.ndjson")[1]["sent"] == 2  # other content


def test_a_snapshot_that_goes_back_to_an_earlier_state_counts(file, upload):
    first, second = lines(batch(1)), lines(batch(2))
    with ScriptedServer() as receiver:
        for content in (first, second, first):
            file.write_bytes(content)
            assert upload(receiver, file)[1]["sent"] == 1
        assert len(set(receiver.ids)) == 3
        assert upload(receiver, file)[1]["sent"] == 0
        assert upload(receiver, file, "--again")[1]["sent"] == 1
        assert len(set(receiver.ids)) == 4
        Path(f"{file}.upload-state").unlink()
        assert upload(receiver, file)[1]["sent"] == 1
    assert receiver.ids[-1] == receiver.ids[0]  # with the state lost, it is the first run's id


# -- stopped and resumed ----------------------------------------------------------------------------------------------


def start(receiver, *arguments, **options):
    command = [*MODULE, "upload", *map(str, arguments), "--host", receiver.host, "--rate", "0", "--json"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)


@pytest.mark.parametrize(("kind", "kills"), [("ndjson", 10 if STRESS else 3), ("gz", 1), ("json", 1)])
def test_killed_at_any_moment_and_resumed_everything_arrives_once(tmp_path, kind, kills):
    """kill -9 from within a request, before or after it was taken; what is sent again keeps its id."""
    total = 100_000 if STRESS else 3000
    good = [batch(number) for number in range(total)]
    bad = list(range(0, total, total // 5))
    content = [BAD if number in bad else one for number, one in enumerate(good)]
    file = tmp_path / f"events.{kind}"
    if kind == "json":
        file.write_bytes(b"[" + lines(*content).rstrip().replace(b"\n", b",\n") + b"]")
    else:
        file.write_bytes(gzip.compress(lines(*content)) if kind == "gz" else lines(*content))
    chance = random.Random(5)
    processes = []
    deadly = []

    def kill(request):
        # What one had sent may be looked at when it is gone: that one must not be taken for its follower's.
        if deadly and request.number >= deadly[0] and processes[-1].poll() is None:
            processes[-1].kill()
            processes[-1].wait()
            return answer(chance.choice([202, 503]))
        return accept

    with ScriptedServer(by(kill)) as receiver:
        for _ in range(kills):
            deadly[:] = [len(receiver.requests) + chance.randrange(1, max(2, total // 100 // (kills + 2)))]
            with start(receiver, file) as process:
                processes.append(process)
                process.communicate()
            assert process.returncode == -signal.SIGKILL
        deadly.clear()
        with start(receiver, file) as process:
            out, err = process.communicate()
        assert process.returncode == 1, err
        receipt = json.loads(out)
        again = len(receiver.ids)
        with start(receiver, file) as process:
            out, _ = process.communicate()
        assert json.loads(out)["sent"] == 0
        assert len(receiver.ids) == again
    expected = [one for number, one in enumerate(good) if number not in bad]
    by_id = {one["source_request_id"]: names([one])[0] for one in receiver.accepted}
    assert sorted(by_id.values()) == sorted(names(expected))
    assert receipt["sent"] + receipt["duplicates_avoided"] == len(expected)
    assert Path(f"{file}.rejects").read_bytes() == lines(*[BAD] * len(bad))
    assert len(Path(f"{file}.rejects.reasons").read_text().splitlines()) == len(bad)


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_saves_what_was_sent_and_says_how_to_go_on(file, sent):
    file.write_bytes(lines(*map(batch, range(2000))))
    processes = []

    def interrupt(request):
        if request.number == 3:
            processes[0].send_signal(sent)
        return accept

    with ScriptedServer(by(interrupt)) as receiver:
        with start(receiver, file) as process:
            processes.append(process)
            out, err = process.communicate()
        assert (process.returncode, err) == (130, "")
        receipt = json.loads(out)
        assert receipt["stopped"] == "by you; run the same command again to go on"
        assert receipt["sent"] == len(receiver.accepted) < 2000
        with start(receiver, file) as process:
            out, _ = process.communicate()
    assert process.returncode == 0
    assert json.loads(out)["duplicates_avoided"] == receipt["sent"]
    assert len(receiver.ids) == len(set(receiver.ids)) == 2000


def test_two_runs_on_one_state_are_one_too_many(file, upload, capsys):
    file.write_bytes(lines(*map(batch, range(10))))
    codes = []

    def upload_too(request):
        codes.append(subprocess.run([*MODULE, "upload", str(file)], capture_output=True, text=True, check=False))
        return accept

    with ScriptedServer(by(upload_too)) as receiver:
        assert upload(receiver, file, "--concurrency", 1)[0] == 0
    (other,) = codes
    assert other.returncode == 2
    assert other.stderr == (
        f"mparticle: {file}.upload-state: another upload is using this state: wait for it, or name another --state\n"
    )
    assert not Path(f"{file}.upload-state.lock").exists()


def half_sent(file, upload, receiver):
    """A state of an upload that the service stopped."""
    receiver.follow(accept, accept, answer(403))
    code, receipt = upload(receiver, file, "--concurrency", 1)
    receiver.follow(accept)
    return code, receipt


def test_a_changed_file_is_refused(file, upload):
    file.write_bytes(lines(*map(batch, range(500))))
    with ScriptedServer() as receiver:
        half_sent(file, upload, receiver)
        file.write_bytes(lines(*map(batch, range(501))))
        code, said = upload(receiver, file)
    assert code == 2
    assert said.startswith(f"mparticle: {file}: changed since {file}.upload-state was written")
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "what"), [(["--historical"], "historical"), (["--environment", "development"], "environment")]
)
def test_a_state_belongs_to_one_way_of_uploading(file, upload, arguments, what):
    file.write_bytes(lines(batch(1)))
    with ScriptedServer() as receiver:
        upload(receiver, file)
        code, said = upload(receiver, file, *arguments)
        assert (code, f"an upload with another {what}" in said) == (2, True)


def test_a_rehearsal_does_not_forbid_the_real_run(file, upload, monkeypatch, capsys):
    file.write_bytes(lines(batch(1)))
    with ScriptedServer() as rehearsal, ScriptedServer() as real:
        assert upload(rehearsal, file)[1]["sent"] == 1
        assert run(["upload", str(file), "--host", real.host, "--rate", "0"]) == 0
        said = capsys.readouterr().err
        assert rehearsal.host in said
        assert real.host in said
        assert upload(rehearsal, file)[1]["sent"] == 0
        assert upload(real, file)[1]["sent"] == 0
        monkeypatch.setenv("MPARTICLE_API_KEY", "other")
        assert upload(real, file)[1]["sent"] == 1


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b'{"version": 99}'])
def test_a_state_that_is_none(file, upload, content):
    file.write_bytes(lines(batch(1)))
    Path(f"{file}.upload-state").write_bytes(content)
    with ScriptedServer() as receiver:
        code, said = upload(receiver, file)
    assert (code, "is no state of an upload" in said) == (2, True)


def test_rejects_that_were_mended_meanwhile_are_left_alone(file, upload):
    file.write_bytes(lines(BAD, *map(batch, range(500))))
    rejects = Path(f"{file}.rejects")
    with ScriptedServer() as receiver:
        half_sent(file, upload, receiver)
        assert rejects.read_bytes() == lines(BAD)
        mended = lines(batch(0), batch(1))
        rejects.write_bytes(mended)
        assert upload(receiver, file)[0] == 1
    assert rejects.read_bytes() == mended


# -- the service ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [401, 403])
def test_wrong_credentials_stop_it_at_once(file, upload, capsys, status):
    file.write_bytes(lines(*map(batch, range(500))))
    with ScriptedServer(answer(status)) as receiver:
        code, receipt = upload(receiver, file)
        assert code == 2
        assert receipt["stopped"].startswith(f"({status}) ")
        assert len(receiver.requests) <= 4
        assert run(["upload", str(file), "--host", receiver.host]) == 2
        out = capsys.readouterr().out
        assert "Sent        0 batches, 0 events" in out
        assert f"Stopped     ({status}) " in out
        receiver.follow(accept)
        assert upload(receiver, file)[1]["sent"] == 500


def test_credentials_that_are_withdrawn_leave_a_state_to_go_on_from(file, upload):
    file.write_bytes(lines(*map(batch, range(500))))
    with ScriptedServer() as receiver:
        code, receipt = half_sent(file, upload, receiver)
        assert (code, receipt["sent"]) == (1, 200)
        code, receipt = upload(receiver, file)
    assert (code, receipt["sent"], receipt["duplicates_avoided"]) == (0, 300, 200)
    assert len(set(receiver.ids)) == len(receiver.ids) == 500


def test_a_batch_that_the_service_refuses_is_found_and_rejected(file, upload):
    file.write_bytes(lines(*map(batch, range(300))))

    def refuse(request):
        if "Event 123" in names(request.batches):
            return answer(400, b'{"errors":[{"code":"BAD_REQUEST","message":"no such thing"}]}')
        return accept

    with ScriptedServer(by(refuse)) as receiver:
        code, receipt = upload(receiver, file)
    assert (code, receipt["sent"], receipt["rejected"]) == (1, 299, 1)
    assert receipt["errors"][0]["line"] == 124
    assert "no such thing" in receipt["errors"][0]["message"]
    rejected = json.loads(Path(receipt["dead_letters"]).read_bytes())
    assert names([rejected]) == ["Event 123"]
    assert rejected["source_request_id"]


def test_what_passes_is_sent_again_with_the_same_ids(file, upload):
    file.write_bytes(lines(*map(batch, range(300))))
    passing = [answer(status, retry_after="0") for status in (429, 503, 500)]
    with ScriptedServer(*passing, accept) as receiver:
        code, receipt = upload(receiver, file)
    assert (code, receipt["sent"], receipt["retried"]) == (0, 300, 3)
    assert len(set(receiver.ids)) == len(receiver.ids) == 300


def test_patience_ends(file, upload):
    file.write_bytes(lines(*map(batch, range(10))))
    with ScriptedServer(answer(503, retry_after="100")) as receiver:
        code, receipt = upload(receiver, file, "--patience", 5)
        assert code == 1
        assert receipt["stopped"].startswith("(503) ")
        receiver.follow(accept)
        assert upload(receiver, file)[1]["sent"] == 10


def test_a_host_that_is_not_there(file, upload):
    file.write_bytes(lines(batch(1)))
    with ScriptedServer() as receiver:
        pass
    code, receipt = upload(receiver, file, "--patience", 0)
    assert code == 1
    assert "no answer from" in receipt["stopped"]


# -- options ----------------------------------------------------------------------------------------------------------


def test_history_goes_to_its_endpoint_and_the_rest_to_the_other(file, upload):
    mixed = batch(3, 40 * DAY)
    mixed["events"] += batch(4)["events"]
    file.write_bytes(lines(batch(1, 40 * DAY), batch(2), mixed, {"environment": "development"}))
    with ScriptedServer() as receiver:
        code, receipt = upload(receiver, file, "--historical")
    found = {request.target: names(request.batches) for request in receiver.requests}
    assert found == {"/v2/bulkevents/historical": ["Event 1"], "/v2/bulkevents": ["Event 2"]}
    assert (code, [error["line"] for error in receipt["errors"]]) == (1, [3, 4])


def test_strict_sends_nothing_when_anything_is_wrong(file, upload, capsys):
    file.write_bytes(lines(batch(1), BAD))
    with ScriptedServer() as receiver:
        code, receipt = upload(receiver, file, "--strict")
        assert (code, receipt["rejected"], receipt["stopped"]) == (1, 1, "before anything was sent: --strict")
        assert receiver.requests == []
        assert [path.name for path in file.parent.iterdir()] == [file.name]
        file.write_bytes(lines(batch(1), batch(2)))
        assert upload(receiver, file, "--strict")[1]["sent"] == 2
        code, said = upload(receiver, "-", "--strict")
    assert (code, "--strict reads twice" in said) == (2, True)


def test_a_dry_run_needs_no_credentials_and_sends_nothing(file, monkeypatch, capsys):
    monkeypatch.delenv("MPARTICLE_API_KEY")
    file.write_bytes(lines(batch(1), BAD))
    assert run(["upload", str(file), "--dry-run", "--json"]) == 1
    receipt = json.loads(capsys.readouterr().out)
    assert (receipt["valid"], receipt["rejected"]) == (1, 1)
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_an_environment_for_those_that_do_not_say(file, upload):
    bare = {key: value for key, value in batch(1).items() if key != "environment"}
    file.write_bytes(lines(bare, batch(2), batch(3, environment="production")))
    with ScriptedServer() as receiver:
        code, receipt = upload(receiver, file, "--environment", "development")
    assert (code, receipt["sent"], [error["line"] for error in receipt["errors"]]) == (1, 2, [3])
    assert {one["environment"] for one in receiver.accepted} == {"development"}


def test_tables_through_a_mapping(tmp_path, upload):
    (tmp_path / "m.toml").write_text("""
user_identities.customer_id = "user"
[[events]]
event_type = { value = "screen_view" }
data.screen_name = "screen"
data.timestamp_unixtime_ms = { column = "at", unit = "s" }
""")
    rows = "".join(f"{n % 3},Screen {n},{NOW // 1000}\n" for n in range(60)) + "1,Bad,soon\n"
    (tmp_path / "rows.csv.gz").write_bytes(gzip.compress(f"user,screen,at\n{rows}".encode()))
    with ScriptedServer() as receiver:
        code, said = upload(receiver, tmp_path / "rows.csv.gz", "--mapping", tmp_path / "m.toml")
        assert (code, 'needs "environment", or --environment' in said) == (2, True)
        arguments = (tmp_path / "rows.csv.gz", "--mapping", tmp_path / "m.toml", "--environment", "development")
        code, receipt = upload(receiver, *arguments)
        assert (code, receipt["sent"], receipt["events"], receipt["rejected"]) == (1, 3, 60, 1)
        assert (receipt["errors"][0]["line"], 'column "at"' in receipt["errors"][0]["message"]) == (62, True)
        rejects = Path(receipt["dead_letters"])
        assert upload(receiver, rejects, "--environment", "development")[1]["sent"] == 0
        mended = re.sub(rb'\{"\$unfit":"[^}]*soon"\}', str(NOW).encode(), rejects.read_bytes())
        rejects.write_bytes(mended)
        code, receipt = upload(receiver, rejects, "--environment", "development")
        assert (code, receipt["events"]) == (0, 1)


def test_standard_input(tmp_path):
    with ScriptedServer() as receiver, start(receiver, "-", stdin=subprocess.PIPE, cwd=tmp_path) as process:
        out, _ = process.communicate(lines(*map(batch, range(20)), BAD).decode())
        assert process.returncode == 1
        receipt = json.loads(out)
    assert (receipt["sent"], receipt["state"], receipt["dead_letters"]) == (20, None, "stdin.rejects")
    assert len(set(receiver.ids)) == 20
    assert {path.name for path in tmp_path.iterdir()} == {"stdin.rejects", "stdin.rejects.reasons"}


# -- bad input --------------------------------------------------------------------------------------------------------


def test_one_clear_message_each_and_the_good_data_is_sent(tmp_path, upload):
    contents = {
        "1-cut.ndjson": lines(batch(1), batch(2))[:-9],
        "2-latin.ndjson": lines(batch(3), json.dumps(batch(4)).replace("Event", "Événement").encode("latin-1")
                                .replace(b"\\u00c9", b"\xc9")) + '{"a":"é"}\n'.encode("latin-1"),
        "3-long.ndjson": lines(batch(5), b'{"a":"' + b"x" * 3_000_000 + b'"}', b"y" * (2 * MOST_BYTES), batch(6)),
        "4-empty.ndjson": b"",
        "5-utf16.ndjson": "{}".encode("utf-16"),
        "6-table.csv": b"a,b\n1,2\n",
    }  # fmt: skip
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    with ScriptedServer() as receiver:
        code, receipt = upload(receiver, tmp_path / "?-*.*", "--dead-letters", tmp_path / "rejects")
    assert code == 1
    assert sorted(names(receiver.accepted)) == ["Event 1", "Event 3", "Event 5", "Event 6"]
    said = {(Path(error["file"]).name, error["line"]): error["message"] for error in receipt["errors"]}
    assert "was it cut off?" in said["1-cut.ndjson", 2]
    assert "byte 0xc9" in said["2-latin.ndjson", 2]
    assert "byte 0xe9" in said["2-latin.ndjson", 3]
    assert "is 3000008 bytes of JSON" in said["3-long.ndjson", 2]
    assert "not copied to the rejects" in said["3-long.ndjson", 3]
    assert [text.partition(": ")[2][:20] for text in receipt["unreadable"]] == [
        "is UTF-16: convert i", "the column \"a\" is no",
    ]  # fmt: skip
    rejects = (tmp_path / "rejects").read_bytes().splitlines()
    assert [len(line) for line in rejects][-1] == 3_000_008


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["none.ndjson"], "none.ndjson: No such file or directory"),
        (["*.none"], "*.none: matches no file"),
        (["."], ".: is a directory; name the files in it, as in './*.ndjson'"),
        (["x.ndjson", "--mapping", "none.toml"], "none.toml: can't be read"),
        (["x.ndjson", "--host", "nonsense"], "host must be a URL"),
        (["x.ndjson", "--environment", "prod"], "--environment"),
        (["x.ndjson", "--concurrency", "0"], "--concurrency"),
        (["x.ndjson", "--dead-letters", "none/rejects"], "there is no directory none"),
        (["x.ndjson", "--state", "none/state"], "there is no directory none"),
        (["x.ndjson", "--state", "x.ndjson"], "x.ndjson: is read, and --state would write it"),
        (["x.ndjson", "--state", "y", "--dead-letters", "y"], "y: can't be for both --state and --dead-letters"),
        (["x.ndjson", "--dead-letters", "."], "is a directory; --dead-letters is a file"),
        ([], "name at least one file"),
    ],
)
def test_a_mistake_is_one_line_and_exit_code_2(tmp_path, monkeypatch, capsys, arguments, said):
    monkeypatch.chdir(tmp_path)
    for name in ("x.ndjson", "x.ndjson.rejects"):
        Path(name).write_bytes(lines(batch(1)))
    assert run(["upload", *arguments]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith("mparticle: ")
    assert said in err


def test_missing_credentials_are_a_mistake(file, monkeypatch, capsys):
    monkeypatch.delenv("MPARTICLE_API_SECRET")
    file.write_bytes(lines(batch(1)))
    assert run(["upload", str(file)]) == 2
    assert "MPARTICLE_API_SECRET not set" in capsys.readouterr().err


def test_a_file_that_changes_while_it_is_read(file, upload):
    file.write_bytes(lines(*map(batch, range(1000))))

    def grow(request):
        if request.number == 0:  # by then a few hundred lines have been read
            with file.open("ab") as more:
                more.write(lines(batch(1000)))
        return accept

    with ScriptedServer(by(grow)) as receiver:
        code, receipt = upload(receiver, file, "--concurrency", 1)
        assert code == 1
        assert receipt["unreadable"][0].startswith(f"{file}: changed while it was read; what was read is sent")
        assert upload(receiver, file)[0] == 2
        Path(receipt["state"]).unlink()
        assert upload(receiver, file)[0] == 0
    assert sorted(set(names(receiver.accepted))) == sorted(f"Event {number}" for number in range(1001))
    assert len(set(receiver.ids)) == 1001


def test_a_full_disk_for_the_state_stops_it_with_one_message(file):
    """A limit on the size of files is the nearest to a full disk that a test can have."""
    file.write_bytes(lines(*map(batch, range(3000))))

    def full():
        resource.setrlimit(resource.RLIMIT_FSIZE, (50, 50))

    with ScriptedServer() as receiver, start(receiver, file, preexec_fn=full) as process:
        out, err = process.communicate()
        assert (process.returncode, out) == (2, "")
        assert err.count("\n") == 1
        assert f"{file}.upload-state: the state can't be written: File too large; make room" in err
        assert receiver.requests == []
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    with ScriptedServer() as receiver, start(receiver, file) as process:
        process.communicate()
    assert len(receiver.ids) == 3000


# -- what is shown, and how fast --------------------------------------------------------------------------------------


def test_a_bar_on_a_terminal(file, monkeypatch, capsys):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "150")
    file.write_bytes(lines(*map(batch, range(300)), BAD))
    with ScriptedServer(answer(x_mp_rate_limit_percentage_used="42")) as receiver:
        assert run(["upload", str(file), "--host", receiver.host, "--rate", "0"]) == 1
    err = re.sub(r"\x1b\[[\d;?]*\w", "", capsys.readouterr().err)
    shown = [line for line in err.split("\r") if line]
    assert all(re.fullmatch(r"events\.ndjson: +\d+%, .*", line) and len(line) < 80 for line in shown), shown


def test_plain_lines_elsewhere(file, monkeypatch, capsys):
    monkeypatch.setattr("mparticle_facade.backfill.show._PLAIN_EVERY", 0.0)
    monkeypatch.setattr("mparticle_facade.backfill.show._REFRESH", 0.001)
    file.write_bytes(lines(*map(batch, range(3000))))
    with ScriptedServer() as receiver:
        assert run(["upload", str(file), "--host", receiver.host, "--rate", "0"]) == 0
    said = capsys.readouterr().err.splitlines()
    assert said
    assert all(re.fullmatch(rf"{file.name}: +\d+%, [\d,]+ sent, [\d,]+/s(, [\d.]+ s left)?", line) for line in said)


def test_the_pace_is_asked_before_each_request_and_told_after(file, upload, monkeypatch):
    asked, told = [], []

    class Pacer:
        def __init__(self, rate):
            assert rate == 270

        def turn(self, batches):
            asked.append(batches)
            return 0.0

        def observe(self, used, *, limited, turn):
            told.append((used, limited))

    monkeypatch.setattr("mparticle_facade.backfill.session.Pacer", Pacer)
    file.write_bytes(lines(*map(batch, range(300))))
    limited = answer(429, retry_after="0")
    used = answer(x_mp_rate_limit_percentage_used="42")
    with ScriptedServer(limited, used) as receiver:
        assert run(["upload", str(file), "--host", receiver.host]) == 0
    assert len(asked) == len(told) == len(receiver.requests)
    assert sum(asked) == sum(len(request.batches) for request in receiver.requests) > 300
    assert told.count((None, True)) == 1
    assert told.count((42.0, False)) == len(told) - 1


def test_a_mistake_with_json_is_in_the_receipt_too(file, upload, capsys):
    file.write_bytes(lines(BAD))
    assert run(["upload", str(file), "--state", "x", "--dead-letters", "x", "--json"]) == 2
    out, err = capsys.readouterr()
    assert json.loads(out)["stopped"] == err.removeprefix("mparticle: ").rstrip("\n")
    assert json.loads(out)["sent"] == 0
