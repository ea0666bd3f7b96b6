"""The texts of reports, one module for each language, with the same keys in all of them.

A key says where a text stands: `status.tied`, `help.matrix`. Values in braces are names or numbers already written.
"""
