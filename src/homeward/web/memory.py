"""Taking files into memory: what others handed over is never written to the disk in the open, not even for a moment."""

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler

MOST_BYTES = 64 * 1024 * 1024  # of a whole form; four people at once still fit into the smallest machine


class InMemory(MemoryFileUploadHandler):
    """Takes files of a form into memory; of a form that is too long, none."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803  (Django's own name for it)
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        """Decide by the length that the server has checked."""
        self.activated = content_length <= MOST_BYTES
