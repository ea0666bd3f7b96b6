"""How strongly does each kind of evidence speak for one person?"""
