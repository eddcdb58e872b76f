"""Topics and occupations of somebody else beside ours: folders that are read, checked with line numbers, and joined."""
