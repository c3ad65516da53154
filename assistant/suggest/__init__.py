"""Next questions that the documents held can answer, each tried before it is offered."""
