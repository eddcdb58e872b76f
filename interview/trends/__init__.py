"""Many interviews over time: queries (DuckDB), values, tables, charts (Plotly)."""
