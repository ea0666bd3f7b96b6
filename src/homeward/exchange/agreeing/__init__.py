"""What is on the table, and what did both sides sign?"""
