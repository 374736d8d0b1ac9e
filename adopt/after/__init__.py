"""What happens after a plan: each file one step, from the files that it needs to those that it leaves."""
