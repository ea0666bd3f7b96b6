"""What do DNA profiles of remains and of families say about who is who?"""
