"""Encrypted stores of the laptop and the desk: SQLCipher under SQLAlchemy."""
