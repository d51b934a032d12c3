"""``mparticle sandbox``"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Annotated

import typer

from mparticle_facade.cli.mistake import Mistake


def sandbox(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")] = 8080,
    db: Annotated[Path | None, typer.Option(help="File to keep what arrives in; memory without.")] = None,
    api_key: Annotated[str, typer.Option(help="Key to insist on; any will do without.")] = "",
    api_secret: Annotated[str, typer.Option(help="Secret to insist on.")] = "",
) -> None:
    """Run the Events API on this machine, until Ctrl+C."""
    if bool(api_key) != bool(api_secret):
        raise Mistake("--api-key and --api-secret go together")
    # Here, as the other commands do without a server.
    from mparticle_facade.sandbox.app import create_app
    from mparticle_facade.sandbox.authentication import Credentials
    from mparticle_facade.sandbox.server import bind, serve, url_of
    from mparticle_facade.sandbox.store import Store

    try:
        listener = bind(host, port)
    except OSError as error:
        reason, _, _ = str(error.strerror).partition(" (while")
        raise Mistake(f"can't listen on {host} port {port}: {reason}") from None
    with listener:
        try:
            store = Store(db)
        except sqlite3.Error as error:
            raise Mistake(f"can't use --db {db}: {error}") from None
        url = url_of(listener)
        with store:
            app = create_app(store, Credentials(api_key, api_secret) if api_key else None)
            serve(app, listener, lambda: typer.echo(f"Sandbox on {url}  (POST /v2/events, see {url} for the rest)"))
