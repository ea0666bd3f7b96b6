"""Who is who, over everyone at once?"""
