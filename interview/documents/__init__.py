"""A report put into words and files: one view of it for page, PDF, Markdown and JSON."""
