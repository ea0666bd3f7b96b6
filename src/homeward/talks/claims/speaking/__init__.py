"""Who speaks in a sentence, by which verb, and which words are theirs?"""
