"""Every session over time."""
import streamlit as st
st.title("Trends")
