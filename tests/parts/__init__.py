"""What tests of several rooms share: the receiving server, clients of it, samples, rules."""
