"""What the office interface tells and takes, spelled per endpoint. Codes are English, words stay Vietnamese."""
