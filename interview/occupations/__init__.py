"""What people work as: occupations as data, and which of them a title names."""
