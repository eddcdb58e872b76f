"""Reports and trends as pictures and files: analytics (DuckDB), charts (Plotly), PDF (WeasyPrint)."""
