"""What tests of pages and the examples in their modules need before any is loaded: the settings of Django."""

import atexit
import secrets
import shutil
import tempfile
from pathlib import Path

from homeward.web.configuring import Setting, configure

_FOLDER = Path(tempfile.mkdtemp(prefix="homeward-accounts-"))
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
configure(Setting(accounts=_FOLDER / "accounts.sqlite", secret=secrets.token_hex(32)))
