"""Performance as ratios to a floor measured beside it in the same run (`dev.py bench`); never timed assertions."""
