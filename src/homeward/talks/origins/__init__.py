"""Which report comes from which?"""
