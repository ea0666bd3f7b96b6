"""What does a neutral sign for two sides, from a workspace of its own, without a round in it?"""
