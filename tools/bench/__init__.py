"""Measure what printing costs beside other ways to do it, and write docs/benchmarks.md.

Usage: python -m tools.bench [PART ...] [--runs N]

The parts are cold, pack, check, drawing and growth; without a name all but growth, which takes an hour.

Times of a shared machine say little; the ratio of two commands run in turn says more. Each round runs its
sides in turn, in the other order every second time; the first round warms the disk cache and is not counted.
The median of the rounds' ratios is the figure. For Typst: pip install typst.
"""
