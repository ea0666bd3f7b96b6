import json
import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

from tests.actions.workspace.sample import PASSPHRASE, make


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def start(folder, *more, port):
    command = [sys.executable, "-m", "homeward", "serve", "--workspace", folder, "--port", port, "--json", *more]
    environment = {**os.environ, "HOMEWARD_INSTANCE_PASSPHRASE": PASSPHRASE}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen([str(one) for one in command], env=environment, **pipes)


@pytest.fixture
def folder(tmp_path):
    with make(tmp_path / "w").store:
        return tmp_path / "w"


def test_a_workspace_is_served_until_it_is_stopped_and_asks_who_one_is(folder):
    port = free_port()
    with start(folder, port=port) as process:
        told = json.loads(process.stdout.readline())
        with urllib.request.urlopen(told["url"]) as page:  # a page for nobody sends to the passphrase
            assert page.url.endswith("/sign-in/?next=%2F")
            assert "default-src 'none'" in page.headers["Content-Security-Policy"]
            assert page.headers["Server"] is None or "heroot" not in page.headers["Server"]
        with pytest.raises(urllib.error.HTTPError, match="400"):
            urllib.request.urlopen(urllib.request.Request(told["url"], headers={"Host": "elsewhere.example"}))
        with start(folder, port=port) as second:
            assert second.wait(60) == 2
            assert f"127.0.0.1:{port}" in second.stderr.read()
        process.terminate()
        assert process.wait(30) == 0


def test_other_machines_are_not_served_without_tls(folder):
    with start(folder, "--host", "0.0.0.0", port=free_port()) as process:
        assert process.wait(60) == 2
        assert "TLS" in process.stderr.read()
