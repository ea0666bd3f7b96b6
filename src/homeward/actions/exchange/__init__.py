"""What people do with exchange rounds."""
