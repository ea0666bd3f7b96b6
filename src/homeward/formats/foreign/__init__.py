"""Foreign files, opened where they can do no harm: in a child process with limits."""
