"""Pages by feature: each reads rows, shows them and starts use cases; none keeps a rule."""
