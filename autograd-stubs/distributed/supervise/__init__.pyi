"""Runs one process of several, and says in one line how it ended if it did not end well: ``python supervise.py COMMAND...``.

    MPI's starter ends all processes when one dies, and then does not know which was the first. This file is run by itself, and imports nothing of wgrad."""
def describe_process() -> None: """If this is one of several, set RANK, WORLD_SIZE, LOCAL_RANK, LOCAL_WORLD_SIZE, MASTER_ADDR, MASTER_PORT as PyTorch's launcher does.

    And print line by line, so that those of different processes do not get mixed up."""
def die_with_parent() -> None: """In the process to be: be killed when the supervisor is."""
def main() -> int: """Run it; the exit code."""
