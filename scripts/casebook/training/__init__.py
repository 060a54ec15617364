"""Exercises and quizzes made from the cases."""
