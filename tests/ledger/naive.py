"""Slow twins of the ledger, straight from the definitions; nothing here imports what it is compared with."""

import hashlib
import json


def sha(data):
    return hashlib.sha256(data).digest()


def split(size):
    power = 1
    while power * 2 < size:
        power *= 2
    return power


def root(leaves):
    """RFC 9162, 2.1.1: MTH, over leaf digests."""
    if not leaves:
        return sha(b"")
    if len(leaves) == 1:
        return leaves[0]
    k = split(len(leaves))
    return sha(b"\x01" + root(leaves[:k]) + root(leaves[k:]))


def path(number, leaves):
    """RFC 9162, 2.1.3.1: PATH."""
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if number < k:
        return [*path(number, leaves[:k]), root(leaves[k:])]
    return [*path(number - k, leaves[k:]), root(leaves[:k])]


def proof(older, leaves):
    """RFC 9162, 2.1.4.1: PROOF."""
    return subproof(older, leaves, True)


def subproof(older, leaves, is_whole):
    if older == len(leaves):
        return [] if is_whole else [root(leaves)]
    k = split(len(leaves))
    if older <= k:
        return [*subproof(older, leaves[:k], is_whole), root(leaves[k:])]
    return [*subproof(older - k, leaves[k:], False), root(leaves[:k])]


def entry_text(origin, number, microseconds, previous, act, signatures):
    """The lines of an entry; `act` is a dict as JSON has it."""
    lines = ["homeward/entry/1", origin, str(number), str(microseconds), previous.hex()]
    lines.append(json.dumps(act, ensure_ascii=False, sort_keys=True, separators=(",", ":")))
    lines += [f"{key} {text}" for key, text in sorted(signatures.items())]
    return "".join(line + "\n" for line in lines)


# Ed25519, to find its points of small order (RFC 8032, 5.1)
P = 2**255 - 19
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
ORDER = 2**252 + 27742317777372353535851937790883648493


def add(one, other):
    (x1, y1), (x2, y2) = one, other
    product = D * x1 * x2 * y1 * y2
    x = (x1 * y2 + x2 * y1) * pow(1 + product, P - 2, P) % P
    y = (y1 * y2 + x1 * x2) * pow(1 - product, P - 2, P) % P
    return x, y


def times(number, point):
    total = (0, 1)
    while number:
        if number & 1:
            total = add(total, point)
        point = add(point, point)
        number >>= 1
    return total


def point_at(y):
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    for candidate in (x, x * ROOT_OF_MINUS_ONE % P):
        if candidate * candidate % P == square:
            return candidate, y
    return None


def small_order_heights():
    """The y of the 8 points whose order divides 8: any point, taken ORDER times, is one of them."""
    found, y = {(0, 1)}, 2
    while len(found) < 8:
        point = point_at(y)
        if point is not None:
            first = small = times(ORDER, point)
            while small not in found:
                found.add(small)
                small = add(small, first)
        y += 1
    return {y for _, y in found}
