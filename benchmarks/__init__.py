"""How fast the product is, beside what a plain script needs for the same. `make bench` runs them all."""
