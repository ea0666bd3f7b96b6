"""Which words stand in this document, and where?"""
