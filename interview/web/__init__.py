"""The browser's doors: what all pages share, the HTTP API, and the autosaving editor."""
