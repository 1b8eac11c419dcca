"""What fills the generated regions of the documentation: tables and equations from the code."""
