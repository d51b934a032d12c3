"""Runs the benchmarks and reports the results: receiving server, events, clock, targets, report and plots."""
