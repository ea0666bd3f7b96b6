"""Who agrees, how sure?"""
