"""The commands of `thutuc`: each starts the house, calls one function of a package, and says what happened."""
