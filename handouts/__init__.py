"""Printable patient-education handouts from YAML condition definitions."""

__version__ = "0.1.0"
