"""Past plans as changes that became true, to be judged by what came."""
