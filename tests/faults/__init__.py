"""The faults of RELIABILITY.md section 2, each made to happen."""
