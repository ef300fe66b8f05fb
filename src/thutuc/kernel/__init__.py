"""Plain Python shared by every package: actor, moves, periods, text, errors. No Django. Under 400 lines."""
