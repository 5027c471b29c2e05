"""What an entry's words must be: coded checks, which read the model and never the page."""
