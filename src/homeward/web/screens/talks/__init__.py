"""Pieces of the screens about talks: words, the board, claims in their text, forms, figures."""
