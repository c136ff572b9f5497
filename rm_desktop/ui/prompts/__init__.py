"""The library of prompts: finding a question, drawing one, writing one's own, packs in and out."""
