"""thutuc: control and carry out the administrative procedures of a Vietnamese province."""
