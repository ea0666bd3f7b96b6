"""What puts a pair before readers, or back before them, beside two lists: DNA, doubts, weak grounds, campaigns."""
