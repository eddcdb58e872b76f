"""From an uploaded file or pasted words to clean text (files/) and to what was understood (profile/)."""
