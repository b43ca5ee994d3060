"""Files that CRM systems write."""
