"""Signing in and out: a passphrase that opens a person's signing key, and a second factor where they have set one.

backend     who somebody is
opening     how often, and how many at once
adapters    what django-allauth asks of us, and what it must not do
codes       a code opens once only
factors     the pages of second factors
recovery    a second factor that was lost
members     who works here, and whose second factor is to be reset
views       the pages of signing in and out, and where a person is at work
"""
