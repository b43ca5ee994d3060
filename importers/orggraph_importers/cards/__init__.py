"""Contacts as address books keep them."""
