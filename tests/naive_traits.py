"""Slow twins of the comparison of traits: one pair at a time, as the words say it."""

import math


def height_level(found, sought):
    """Give the number of the level of two heights, each None or from and to in cm."""
    if found is None or sought is None or max(found[1] - found[0], sought[1] - sought[0]) > 30:
        return 0
    gap = max(found[0] - sought[1], sought[0] - found[1], 0.0)
    if max(found[1] - found[0], sought[1] - sought[0]) <= 2 and gap < 5.5:
        return 1 if gap < 2.5 else 2
    return 3 if gap < 3.5 else 4 if gap < 9.5 else 5 if gap < 14.5 else 6


def surprise(words, texts, worth=100.0):
    """Give the surprise of a set of shared words, given the texts of both lists."""

    def share(word):
        expected = 0.01 if "=" in word or "~" in word else 0.1 if "/" in word else 0.2
        said = sum(word in text for text in texts)
        return (max(said - 1, 0) + worth * expected) / (len(texts) + worth)

    total = 0.0
    for word in words:
        before = word.rpartition("/")[0]
        total += max(math.log10((share(before) if before else 1.0) / share(word)), 0.0)
    return total


def words_level(found, sought, texts):
    """Give the number of the level of two sets of words."""
    if not found or not sought:
        return 0
    shared = set(found) & set(sought)
    total = round(surprise(shared, texts), 9)
    if total >= 2.0:
        return 1 if total >= 3.0 else 2
    sides = ("/left", "/right")
    has_same = any(word.endswith(sides) and _turned(word) in {w for t in texts for w in t} for word in shared)
    if not has_same and any(_turned(word) in sought for word in found if word.endswith(sides)):
        return 5
    return 3 if total >= 1.0 else 4


def _turned(word):
    body, _, side = word.rpartition("/")
    return f"{body}/{'right' if side == 'left' else 'left'}"
