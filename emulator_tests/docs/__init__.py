"""Documents that tests keep true: what they name exists, what they show runs."""
