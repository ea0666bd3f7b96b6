"""`homeward serve`: the pages of a workspace in a browser."""

import os
import signal
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from homeward.actions.workspace.place import open_workspace
from homeward.cli.console import AsJson, out, write_json
from homeward.cli.workspace.session import HERE, SERVER, Folder, Passphrases, refusals_shown
from homeward.errors import InvalidInput
from homeward.web.serving import Address, server

Host = Annotated[str, typer.Option("--host", help="Address to listen at; others than this machine's own need TLS.")]
Port = Annotated[int, typer.Option("--port", min=1, max=65535, help="Port to listen at.")]
Names = Annotated[
    list[str] | None, typer.Option("--name", help="Name under which this machine is asked for; once or more often.")
]
Certificate = Annotated[Path | None, typer.Option("--certificate", help="PEM file with the certificate for TLS.")]
Key = Annotated[Path | None, typer.Option("--key", help="PEM file with the key of the certificate.")]


def serve(
    folder: Folder = HERE,
    host: Host = "127.0.0.1",
    port: Port = 8080,
    name: Names = None,
    certificate: Certificate = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Serve the pages of a workspace, until it is stopped; asks the passphrase of the workspace."""
    with refusals_shown():
        address = Address(host=host, port=port, names=tuple(name or ()), certificate=certificate, key=key)
        workspace = open_workspace(folder, Passphrases().of_instance(), server=os.environ.get(SERVER))
        with workspace.store, server(workspace, address) as made:
            try:
                made.prepare()
            except OSError as error:
                raise InvalidInput(f"nothing can be served at {host}:{port}: {error}") from None
            if as_json:
                write_json({"schema": "homeward/serve/1", "url": address.url})
            else:
                out.print(f"Open {address.url} in a browser; Ctrl+C ends.", soft_wrap=True)
            signal.signal(signal.SIGTERM, signal.default_int_handler)  # what a service is stopped with
            with suppress(KeyboardInterrupt):
                made.serve()
