"""One mechanism a file: its equations first, then what people do with them."""
