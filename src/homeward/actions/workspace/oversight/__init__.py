"""Who looked, how much, and who said they may: limits of reading, broken glass, the audit trail, exports, my day."""
