"""What works on whole functions: users' own rules, derivatives of functions, checks by finite differences, checkpoints."""
