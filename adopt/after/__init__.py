"""What happens after a plan was made: one way a file, the files at its edge."""
