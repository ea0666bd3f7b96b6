"""The code at the foot of a paper: which act made it, and a check on what it says.

    HW  32 letters of base 32 (RFC 4648) in groups of four: 16 bytes of the act's id, 4 bytes of the content's digest

The id is random, so that no code can be guessed; the digest binds the code to what the paper says, and finds a slip of
the pen in 4,294,967,295 of 4,294,967,296 cases. Letters that people confuse with digits are read as the letters.
"""

from base64 import b32decode, b32encode
from binascii import Error

from homeward.errors import InvalidInput

_ID, _CHECK = 16, 4
_LETTERS = 32
_CONFUSED = str.maketrans({"0": "O", "1": "I", "8": "B"})


def write_code(act_id: str, digest: str) -> str:
    """Write the code of a paper.

    act_id    32 hex digits
    digest    SHA-256 of what the paper says, hex

    >>> write_code("00" * 16, "ff" * 32)
    'HW AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AD77-7777'
    """
    letters = b32encode(bytes.fromhex(act_id) + bytes.fromhex(digest)[:_CHECK]).decode()
    return "HW " + "-".join(letters[place : place + 4] for place in range(0, _LETTERS, 4))


def read_code(text: str) -> tuple[str, str]:
    """Read a code as somebody typed or scanned it: the id of the act, and the beginning of the digest, in hex.

    raises    InvalidInput where it is no code
    """
    letters = "".join(sign for sign in text.upper() if sign.isalnum())
    letters = letters.removeprefix("HW").translate(_CONFUSED) if len(letters) == _LETTERS + 2 else letters
    try:
        data = b32decode(letters.translate(_CONFUSED))
    except (Error, ValueError):
        data = b""
    if len(data) != _ID + _CHECK:
        raise InvalidInput("this is no code of a paper: HW and 32 letters and digits, in eight groups of four")
    return data[:_ID].hex(), data[_ID:].hex()
