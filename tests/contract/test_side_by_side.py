# ruff: noqa: E501  # the programs of the table read best in one line each
"""The same program with the vendor's SDK and with ours: what it observes, in a table.

Each case is a program that prints what it saw. With the vendor's SDK it must print what the table has in the column
`theirs`, with ours what it has in `ours`, which is the same unless a row of docs/migration.md says otherwise.
MPARTICLE_PEERS_PYTHON names the interpreter of the vendor's SDK.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

import pytest

PYTHON = os.environ.get("MPARTICLE_PEERS_PYTHON", "")

pytestmark = pytest.mark.skipif(not PYTHON, reason="needs MPARTICLE_PEERS_PYTHON: make test-contract")

START = """
import json, sys, threading
{imported}
said = []
def client(status):
    configuration = mparticle.Configuration()
    configuration.api_key, configuration.api_secret, configuration.host = "k", "s", f"{host}/{{status}}"
    if hasattr(configuration, "max_retries"):
        configuration.max_retries = 0
    return mparticle.EventsApi(configuration)
def batch():
    made = mparticle.Batch()
    made.environment = "development"
    made.events = [mparticle.AppEvent("Hello World", "navigation")]
    return made
"""


class Case(NamedTuple):
    name: str
    program: str
    theirs: Any
    ours: Any = None
    """None: the same."""
    row: str = ""
    """The row of docs/migration.md where they differ."""
    installed: Any = None
    """After `drop_in.install()`; None: as with the import line changed."""


CASES = [
    Case("response", "data, status, headers = client(202).upload_events(batch()); said += [data, status]", [None, 202]),
    Case(
        "with http info",
        "said += list(client(202).bulk_upload_events_with_http_info([batch()]))[:2]",
        [None, 202],
    ),
    Case("header", "said.append(client(202).upload_events(batch())[2]['X-Test'])", ["yes"]),
    Case("length and index", "r = client(202).upload_events(batch()); said += [len(r), r[1], isinstance(r, tuple)]", [3, 202, True]),
    Case(
        "failure is raised",
        """
try: client(403).upload_events(batch())
except mparticle.rest.ApiException as e: said += [e.status, e.reason, e.body, e.headers["X-Test"]]
""",
        [403, "Forbidden", '{"errors":[]}', "yes"],
        [403, "Forbidden: wrong api_key or api_secret, or the account lives in another pod", '{"errors":[]}', "yes"],
        "M-12",
    ),
    Case(
        "callback on success",
        """
seen = []
t = client(202).upload_events(batch(), callback=lambda r: seen.append((r[0], r[1], threading.current_thread() is not threading.main_thread())))
t.join(); said += [seen[0], t.is_alive()]
""",
        [[None, 202, True], False],
    ),
    Case(
        "the README's callback on failure",
        """
def my_callback(response):
    said.append("error" if type(response) is mparticle.rest.ApiException else "success")
client(403).upload_events(batch(), callback=my_callback).join()
client(500).bulk_upload_events([batch()], callback=my_callback).join()
""",
        ["error", "error"],
    ),
    Case(
        "the README's callback on a broken connection",
        """
def my_callback(response):
    said.append("error" if type(response) is mparticle.rest.ApiException else "success")
api = client(202)
configuration = mparticle.Configuration()
configuration.api_key, configuration.api_secret, configuration.host = "k", "s", "http://127.0.0.1:9/v2"
if hasattr(configuration, "max_retries"): configuration.max_retries = 0
mparticle.EventsApi(configuration).upload_events(batch(), callback=my_callback).join()
""",
        ["success"],
        ["error"],
        "M-2",
    ),
    Case(
        "type of what the callback form returns",
        "t = client(202).upload_events(batch(), callback=lambda r: None); t.join(); said.append(isinstance(t, threading.Thread))",
        [True],
        [False],
        "M-3",
    ),
    Case("body None", "\ntry: client(202).upload_events(None)\nexcept ValueError: said.append('refused')", ["refused"]),
    Case("unknown keyword", "\ntry: client(202).upload_events(batch(), no=1)\nexcept TypeError: said.append('refused')", ["refused"]),
    Case(
        "one configuration, several keys",
        """
api = client(202)
api2 = None
c = mparticle.Configuration(); c.api_key, c.api_secret, c.host = "a", "s", "%s/202"
for key in ("a", "b"):
    c.api_key = key
    said.append(mparticle.EventsApi(c).upload_events(batch())[2]["X-Key"])
""",
        ["a", "b"],
    ),
    Case("empty event name", "\ntry: mparticle.AppEvent(None)\nexcept ValueError: said.append('refused')", ["refused"], [], "M-7", ["refused"]),
    Case("identity", "i = mparticle.UserIdentities(); i.customerid = '1'; said.append(i.customerid)", ["1"]),
    Case(
        "positional orders",
        """
said += [mparticle.ProductAction("purchase").action, mparticle.DataPlanContext("p", 5).plan_version,
         mparticle.AppEvent("a", "other").event_name, mparticle.CommerceEvent(mparticle.ProductAction("refund")).product_action.action,
         mparticle.Batch([], "id", "development").environment, mparticle.GeoLocation(1, 2, 3).accuracy]
""",
        ["purchase", 5, "a", "refund", "development", 3],
    ),
    Case(
        "factories",
        """
e = mparticle.ApplicationStateTransitionEvent.create_install_event()
a = mparticle.AppEvent.create_attribution_event("p", "c")
said += [e.application_transition_type, e.is_first_run, e.is_upgrade, a.event_name, a.custom_event_type, a.custom_attributes]
""",
        ["application_initialized", True, False, "attribution", "attribution", {"campaign": "c", "publisher": "p"}],
    ),
    Case(
        "statics",
        "said += [mparticle.ApiClient.validate_attribute_bag_values({'a': [1]}), mparticle.ApiClient.sanitize_for_serialization({'a': (1,)})]",
        [False, {"a": [1]}],
    ),
    Case("unset to_dict", "said.append('context' in mparticle.Batch().to_dict())", [True], [False], "M-18", [True]),
    Case("consent", "said += [mparticle.ConsentState().gdpr]", [{}], [None], "M-16"),
    Case("wrapped", "said.append(hasattr(batch().events[0], 'data'))", [True], [False], "M-17", [True]),
    # What public programs do, in words of our own: docs/migration.md has the rows.
    Case(
        "every name at once",
        """
names = {}
exec(f"from {mparticle.__name__} import *", names)
said += [name for name in ("Batch", "EventsApi", "api_client", "configuration", "models", "rest") if name in names]
""",
        ["Batch", "EventsApi", "api_client", "configuration", "models", "rest"],
    ),
    Case(
        "rows of a table",
        """
row = {"customerid": "1", "email": "a@example.com", "other_id_2": None}
b = mparticle.Batch()
b.environment, b.context = "development", {"data_plan": {"plan_id": "p", "plan_version": 1}}
b.user_identities = mparticle.UserIdentities(**row)
b.user_attributes = {"list": ["a", "b"], "none": None}
b.events = [mparticle.AppEvent(**{"event_name": "load", "custom_event_type": "other"})]
said += [b.user_identities.email, client(202).upload_events(b)[1]]
""",
        ["a@example.com", 202],
    ),
    Case(
        "stored as a dict and sent later",
        """
stored = json.dumps(batch().to_dict())
again = mparticle.Batch(**json.loads(stored))
again.source_request_id = "own"
said.append(client(202).upload_events(again)[1])
""",
        [202],
    ),
    Case(
        "what could not be sent is stored",
        """
b = batch()
b.user_attributes = {"odd": object}
said.append(b.to_dict()["user_attributes"]["odd"] is object)
""",
        [True],
        "ValidationError",
        "M-18",
        [True],
    ),
    Case(
        "repeats of its own",
        """
def send(api, body, again=2):
    try:
        (api.bulk_upload_events if type(body) == list else api.upload_events)(body)
    except mparticle.rest.ApiException as error:
        said.append([error.status, int(error.headers.get("retry-after", "0")), error.headers["x-test"]])
        if error.status == 429 or error.status // 100 == 5:
            again and send(api, body, again - 1)
send(client(503), batch())
send(client(400), [batch(), batch()])
""",
        [[503, 0, "yes"]] * 3 + [[400, 0, "yes"]],
    ),
    Case(
        "goes on after what is refused",
        """
odd = batch()
odd.events = [mparticle.AppEvent("x", "no such type")]
try:
    client(400).upload_events(odd)
except Exception as error:
    said += [getattr(error, "status", "none"), isinstance(error, mparticle.rest.ApiException)]
""",
        [400, True],
        ["none", False],
        "M-35",
        [400, True],
    ),
    Case(
        "a value that is none of JSON",
        """
class int64: pass
b = batch()
b.user_attributes = {"a": int64()}
try: client(202).upload_events(b)
except Exception as error: said.append(type(error).__name__)
""",
        ["AttributeError"],
        ["ValidationError"],
        "M-36",
        ["Refused"],
    ),
    Case("a text of no closed set", "\ntry: batch().environment = 'prod'\nexcept ValueError: said.append('refused')", ["refused"], [], "M-7", ["refused"]),
    Case("misspelt", "\ntry: batch().user_itentities = 1\nexcept AttributeError: said.append('refused')", [], ["refused"], "M-23"),
    Case("shown", "said.append(\"'name': None\" in repr(mparticle.Promotion(id='1')))", [True], [False], "M-37"),
    Case("pickled", "import pickle\nsaid.append(pickle.loads(pickle.dumps(mparticle.AppEvent('x'))).event_name)", ["x"]),
    Case("events of a generator", "b = batch(); b.events = (mparticle.AppEvent(n) for n in 'ab'); said += [len(b.events), client(202).upload_events(b)[1]]", [2, 202], "TypeError", "M-17", [2, 202]),
    Case("host set for each client", "c = client(202).api_client and mparticle.Configuration()\nc.api_key = c.api_secret = 'k'\nfor _ in range(2):\n    c.host = '%s/202'\n    said.append(mparticle.EventsApi(c).upload_events(batch())[1])", [202, 202]),
    Case("names of modules", "import importlib\nm = importlib.import_module(mparticle.__name__ + '.api_client'); said.append(hasattr(m, 'ApiClient'))", [True]),
    Case("pool of the client replaced", "\ntry: client(202).api_client.rest_client.pool_manager = 1\nexcept AttributeError: said.append('refused')", [], ["refused"], "M-24"),
]  # fmt: skip


class _Service(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        import base64

        self.rfile.read(int(self.headers["content-length"]))
        status = int(self.path.split("/")[1])
        key = base64.b64decode(self.headers["authorization"].removeprefix("Basic ")).decode().partition(":")[0]
        body = b"" if status == 202 else b'{"errors":[]}'
        self.send_response(status)
        for name, value in (("X-Test", "yes"), ("X-Key", key), ("Content-Length", str(len(body)))):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Service) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def observed(python: str, imported: str, case: Case, host: str) -> Any:
    """What a program says; the name of what ended it, if something did."""
    program = (
        START.format(imported=imported, host=host) + case.program.replace("%s", host) + "\nprint(json.dumps(said))"
    )
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [python, "-P", "-W", "ignore", "-c", program],
        env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    if done.returncode:
        return done.stderr.splitlines()[-1].partition(":")[0].rpartition(".")[2]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_vendors_sdk_lets_a_program_observe_this(case: Case, host: str) -> None:
    assert observed(PYTHON, "import mparticle", case, host) == case.theirs


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_ours_lets_it_observe_the_same_or_what_a_row_says(case: Case, host: str) -> None:
    assert (case.ours is None) == (case.row == "")
    expected = case.theirs if case.ours is None else case.ours
    assert observed(sys.executable, "import mparticle_facade as mparticle", case, host) == expected
    installed = "import mparticle_facade.drop_in; mparticle_facade.drop_in.install(); import mparticle, mparticle.rest"
    assert observed(sys.executable, installed, case, host) == (expected if case.installed is None else case.installed)
