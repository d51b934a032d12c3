"""What the questions share: the receiving side, the events, the clock, targets, report and plots."""
