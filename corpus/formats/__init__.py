"""Files to one line stream: every format that an office keeps its policies in, read into text with offsets."""
