"""What the store refuses, as errors that say what to do. The tree:

HomewardError
└── StoreError
    ├── NotOpened       no store there, another key, another form, or a library that is too old
    ├── Busy            too many writes wait already, or others keep getting in the way; try again
    ├── OutOfDate       somebody changed it since it was read
    ├── Erased          the key of this subject was destroyed
    └── Damaged         what is kept differs from what was signed; nothing more is written
"""

from homeward.errors import HomewardError


class StoreError(HomewardError):
    """The store refuses; what it kept is as it was."""


class NotOpened(StoreError):
    """There is no store at this place, its key is another, or its form is not known here."""


class Busy(StoreError):
    """Too many writes wait already, or other writers got in the way each time; the same call may be made again."""


class OutOfDate(StoreError):
    """An object was changed since it was read: read it again and decide again."""


class Erased(StoreError):
    """A subject's key was destroyed: nothing of this subject can be read or written any more."""


class Damaged(StoreError):
    """What stands on the disk differs from what was kept: stop, keep the disk, and restore from a backup."""
