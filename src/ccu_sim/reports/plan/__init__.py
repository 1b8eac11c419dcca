"""A plan for people: its words, its page, its figures, and the folder of all of them."""
