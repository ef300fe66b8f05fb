"""Văn bản pháp luật: legal documents, their effect, the dated parameters of the law."""
