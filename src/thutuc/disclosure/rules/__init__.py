"""What disclosure decides: reach, boards, codes and verdicts of sheets, comparison, chain, watch. Plain Python."""
