"""What people see of a workspace, written for JSON: the same by a command and by the interface for programs."""
