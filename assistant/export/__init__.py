"""A reply as a document that an official can forward: footnotes, Markdown, Word, text for the clipboard."""
