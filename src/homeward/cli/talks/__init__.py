"""Commands about talks."""
