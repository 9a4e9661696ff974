"""Schedule proposals ("Susun otomatis"): instance, greedy start, exact model, explanation of each line (PLANNER.md)."""
