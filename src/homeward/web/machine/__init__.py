"""The interface for programs: the same actions, the same rights and the same JSON as the command line, over HTTP.

A program works as a member, with a token that signing in gives it. What is refused is decided by the action alone, and
looks like what is not there. `schema` says what is asked and answered, `asking` who asks, and each other module one
area of the work.
"""
