"""What an interview is. Pure: standard library only, no clock, no input or output."""
