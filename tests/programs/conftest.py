"""The programs are run by test_programs.py; collecting them would import, and so run, them."""

collect_ignore_glob = ["*.py"]
