"""Which papers leave a workspace, who makes them, and does one that comes back still stand?"""
