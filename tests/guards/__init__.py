"""Guards that are taken away one by one: a test must go red each time (RELIABILITY.md R21)."""
