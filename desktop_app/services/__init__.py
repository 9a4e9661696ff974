"""Use cases, the only writers: one keyword-only function a verb, each one transaction and one journal entry."""
