"""What was decided, by whom, and is it untouched?"""
