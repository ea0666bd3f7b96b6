"""What does a paper say that leaves the workspace: decision records, family extracts, cards, manifests, labels?"""
