"""What people do with documents of talks: read claims, compare reports, keep pledges."""
