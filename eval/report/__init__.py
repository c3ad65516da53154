"""The report: what an evaluation found, as Markdown, as one page, as JSON."""
