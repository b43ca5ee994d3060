"""Files that HR and org-chart tools write."""
