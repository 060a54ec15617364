"""The commands, one module each: ``add`` says what a command takes, ``run`` does it.

``run`` returns the exit code: 0 clean, 1 problems, 2 misuse.
"""
