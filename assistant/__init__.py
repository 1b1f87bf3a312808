"""有据: cited answers over Chinese documents."""
