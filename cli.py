"""Run Handout from a checkout, as `python cli.py build sciatica`."""

from handouts.commands import run

if __name__ == "__main__":
    run()
