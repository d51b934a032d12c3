"""Build the wheel, install it without extras in a clean environment, import it, build a batch and send it."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

from mparticle_facade.sandbox.server import running_sandbox

ROOT = Path(__file__).resolve().parent.parent
EXPECTED = {"mparticle_facade", "mparticle_events_client", "mparticle_events_models"}
PROGRAM = """
import sys
import mparticle_facade as mparticle
batch = mparticle.Batch(mparticle.Batch.Environment.development)
batch.user_identities = mparticle.UserIdentities(customer_id="wheel")
batch.add_event(mparticle.AppEvent("From the wheel", "other"))
with mparticle.EventsApi(mparticle.Configuration("key", "secret", host=sys.argv[1])) as api:
    assert api.upload_events(batch).status == 202
assert "site-packages" in mparticle.__file__, mparticle.__file__
"""


def main() -> int:
    with tempfile.TemporaryDirectory() as scratch:
        pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
        subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", scratch, str(ROOT)], check=True)
        (wheel,) = Path(scratch).glob("*.whl")
        names = zipfile.ZipFile(wheel).namelist()
        packages = {name.partition("/")[0] for name in names if ".dist-info" not in name}
        assert packages == EXPECTED, f"the wheel holds {sorted(packages)}"
        for needed in ("mparticle_events_models/schema.json", *(f"{package}/py.typed" for package in EXPECTED)):
            assert needed in names, f"the wheel lacks {needed}"
        (metadata,) = (name for name in names if name.endswith(".dist-info/METADATA"))
        text = zipfile.ZipFile(wheel).read(metadata).decode()
        assert "\nDescription-Content-Type: text/markdown\n" in text
        links = re.findall(r"\]\(((?!https?:|#)[^)]*)\)", text)
        assert "Send your first event" in text
        assert not links, f"the description leads nowhere: {links}"
        venv.create(Path(scratch, "clean"), with_pip=True)
        python = str(Path(scratch, "clean/bin/python"))
        constraints = str(ROOT / "constraints.txt")
        subprocess.run([python, *pip[1:], "install", "--constraint", constraints, str(wheel)], check=True)
        with running_sandbox() as sandbox:
            subprocess.run([python, "-c", PROGRAM, sandbox.host], check=True, cwd=scratch)
            (event,) = sandbox.events()
            assert event["data"]["event_name"] == "From the wheel", event
        print(f"{wheel.name}: {len(names)} files, installed, imported and used without extras")
    return 0


if __name__ == "__main__":
    sys.exit(main())
