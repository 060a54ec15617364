"""Answers from the record for a person or an assistant, each claim with its status in the same string."""
