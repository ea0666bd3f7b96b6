"""How strongly do two written names speak for one person?"""
