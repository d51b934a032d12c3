"""`mparticle validate`"""

import json
import subprocess
import sys

import pytest

from mparticle_facade.cli.program import run
from parts.batch_lines import BAD, batch, lines
from parts.server import ScriptedServer


@pytest.fixture(autouse=True)
def _no_credentials(monkeypatch):
    for name in ("MPARTICLE_API_KEY", "MPARTICLE_API_SECRET"):
        monkeypatch.delenv(name, raising=False)


def test_all_well(tmp_path, capsys):
    (tmp_path / "a.ndjson").write_bytes(lines(batch(1), batch(2)))
    assert run(["validate", str(tmp_path / "*.ndjson")]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Valid       2 batches, 2 events in ")
    assert err == ""
    assert len(list(tmp_path.iterdir())) == 1


def test_each_error_has_file_line_and_path_and_there_is_a_summary(tmp_path, capsys):
    (tmp_path / "a.ndjson").write_bytes(lines(batch(1), BAD, batch(2, mpid="x"), b"{"))
    array = json.dumps([batch(1), {"environment": "x"}], indent=1)
    (tmp_path / "b.json").write_text(array)
    begin = array[: array.index('"x"')].count("\n")
    (tmp_path / "c.ndjson").write_bytes(b"")
    assert run(["validate", str(tmp_path / "*.*")]) == 1
    out = capsys.readouterr().out
    assert "Rejected    4 batches (3 invalid, 1 unknown field)\n" in out
    assert f"{tmp_path}/a.ndjson:2: $.user_identites: " in out
    assert f"{tmp_path}/a.ndjson:3: $.mpid: " in out
    assert f"{tmp_path}/a.ndjson:4: $: is not JSON" in out
    assert f"{tmp_path}/b.json:{begin}: $.environment: " in out
    assert "c.ndjson" not in out  # an empty part beside others is left alone
    assert run(["validate", str(tmp_path / "c.ndjson")]) == 1
    assert f"Unreadable  {tmp_path}/c.ndjson: is empty\n" in capsys.readouterr().out


def test_warnings_are_counted_and_no_error(tmp_path, capsys):
    file = tmp_path / "a.ndjson"
    seconds = batch(1)
    seconds["events"][0]["data"]["timestamp_unixtime_ms"] = 1_700_000_000
    seconds["events"][0]["data"]["session_uuid"] = "x"
    file.write_bytes(lines(*[seconds] * 3))
    assert run(["validate", str(file)]) == 0
    out = capsys.readouterr().out
    assert "Warnings    6 suspicious: accepted by the service, worth a look\n" in out
    assert "looks like seconds" in out


@pytest.mark.parametrize("option", ["--limits", "--unknown-fields"])
def test_what_is_an_error_may_be_a_warning(tmp_path, capsys, option):
    file = tmp_path / "a.ndjson"
    file.write_bytes(lines(batch(1, user_attributes={"a": "x" * 5000}), batch(2, brand_new=1)))
    assert run(["validate", str(file), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["problems"] == {"limit": 1, "unknown_field": 1}
    assert run(["validate", str(file), "--json", option, "warn"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["problems"] != found["warnings"] != {}
    assert run(["validate", str(file), "--json", "--limits", "warn", "--unknown-fields", "warn"]) == 0


def test_a_wrong_option_is_one_line(capsys):
    assert run(["validate", "x", "--limits", "ignore"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


BEFORE_314 = pytest.mark.skipif(sys.version_info >= (3, 14), reason="the standard library reads it itself")


@pytest.mark.parametrize(
    ("missing", "extra", "name"),
    [
        ("typer", "cli", "x"),
        ("rich", "cli", "x"),
        pytest.param("backports", "cli", "x.zst", marks=BEFORE_314),
        ("duckdb", "rows", "x.parquet"),
    ],
)
def test_without_the_extra_it_says_what_to_install(tmp_path, missing, extra, name):
    content = {"x.zst": b"\x28\xb5\x2f\xfd1234", "x.parquet": b"PAR1" * 4}.get(name, b"{}")
    (tmp_path / name).write_bytes(content)
    (tmp_path / "m.toml").write_text('environment = "e"')
    program = (
        f"import sys; sys.modules[{missing!r}] = None\n"
        f"sys.argv = ['mparticle', 'validate', {str(tmp_path / name)!r}, '--mapping', {str(tmp_path / 'm.toml')!r}]\n"
        "from mparticle_facade.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith(f"mparticle: {missing}")
    assert done.stderr.endswith(f" is missing: pip install 'mparticle-facade[{extra}]'\n")
    assert done.stderr.count("\n") == 1


def test_nothing_is_sent(tmp_path, monkeypatch):
    (tmp_path / "a.ndjson").write_bytes(lines(batch(1)))
    with ScriptedServer() as receiver:
        monkeypatch.setenv("MPARTICLE_HOST", receiver.host)
        assert run(["validate", str(tmp_path / "a.ndjson")]) == 0
    assert receiver.requests == []
