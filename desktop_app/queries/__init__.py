"""Plain SELECTs into frozen rows for screens, papers and reports; they never write and never give out ORM objects."""
