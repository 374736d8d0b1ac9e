"""The rows of each upload file, made from the accepted actions of a plan: one file each."""
