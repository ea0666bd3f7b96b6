"""What the comparison and the board share: two files facing each other, and rounds told."""
