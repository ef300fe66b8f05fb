"""What the public pages decide by themselves: life events, which text is folded."""
