"""How fast it is, and against whom: one module for each question, each a program of its own.

``python -m benchmarks`` asks all of them and writes ``docs/benchmarks.md``; ``make bench`` brings the peers along.
"""
