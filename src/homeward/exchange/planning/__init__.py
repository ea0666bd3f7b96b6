"""The best plan that keeps all rules, with its proof; or the rules that cannot hold together."""
