"""Publication decisions (quyết định công bố): words, moves, operations, dry run, checklist (63/2010 Art. 13–15)."""
