"""The main pages of each role, gone round in a browser: pictures of them, and what they weigh."""
