"""Drawing: a pose or an anatomy to SVG; knows nothing of handouts."""
