"""Lists as they arrive and as they stand: a look before anything is kept, the receipt, lines, versions side by side."""
