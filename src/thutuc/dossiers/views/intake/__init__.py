"""The counter: taking a dossier in, guiding, refusing, the queue of those that wait, papers given out."""
