"""Signing in and out: a passphrase that opens a person's signing key."""
