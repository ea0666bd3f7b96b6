"""The demonstration, run by a script: it tells a story, shows it once over http, and ends."""

import json
import socket
import subprocess
import sys

import pytest

from homeward.actions.story.people import PASSPHRASE
from homeward.cli.showing import _lines, free_port
from homeward.errors import InvalidInput


def test_a_script_is_told_what_waits_for_one_member_who_signed_in(tmp_path):
    command = [sys.executable, "-m", "homeward", "demo", "--small", "--json", "--out", str(tmp_path)]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    told = json.loads(done.stdout)
    assert told["schema"] == "homeward-demo/1"
    assert (tmp_path / "report.html").stat().st_size > 10_000
    assert told["proposed_wrongly"] == 0 < told["proposed"]
    assert told["story"]["north"] == str(tmp_path / "story" / "north")
    assert told["story"]["passphrase"] == PASSPHRASE
    assert told["served"]["url"].startswith("http://localhost:")
    assert told["served"]["member"] in told["story"]["members"]
    [waits] = told["served"]["my_day"]
    assert waits.endswith("cases wait to be read")
    assert int(waits.split()[0]) > 0


def test_a_port_that_is_taken_is_passed_over():
    with socket.socket() as own:
        own.bind(("127.0.0.1", 0))
        own.listen()
        taken = own.getsockname()[1]
        assert taken < free_port(taken) < taken + 100


def test_only_the_list_of_work_is_read_and_only_of_my_day():
    menu, work = "<ul><li>menu</li></ul>", '<ul class="work"><li>3 cases\n wait<button>Sign</button></li></ul>'
    assert _lines(f"<h1>My day</h1>{menu}{work}<p>x</p>") == ("3 cases wait",)
    with pytest.raises(InvalidInput, match="nobody was signed in"):
        _lines("<h1>Sign in</h1>")
