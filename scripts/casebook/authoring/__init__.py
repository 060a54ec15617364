"""What helps to write a case: the form, the schemas and the first version of a file."""
