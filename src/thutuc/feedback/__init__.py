"""Phản ánh, kiến nghị; mức độ hài lòng."""
