"""What things are: frozen dataclasses and enums, no I/O, standard library only."""
