"""Shows. What the public sees is a fold of released news; no game and no read model is looked into."""
