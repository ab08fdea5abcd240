"""Where each KPI is to be, and when."""
