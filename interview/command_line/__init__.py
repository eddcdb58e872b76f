"""What an operator and a person on a laptop type: `mock-interview COMMAND`, in a checkout `make` or `python -m`."""
