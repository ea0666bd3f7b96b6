"""Files that hold lists of people, in and out."""
