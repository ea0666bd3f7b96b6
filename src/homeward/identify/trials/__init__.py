"""Is the answer right where the truth is known?"""
