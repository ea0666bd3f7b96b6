"""How does a paper look on a page?"""
