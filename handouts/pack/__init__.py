"""Many handouts at once: what is wanted, what of it is due, and workers that make it."""
