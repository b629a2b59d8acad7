"""Fits with the numbers of the libraries that made them, and what a service makes of them.

A folder of fits holds `NAME.rds`, as saveRDS() wrote it, and `NAME.json`: the columns, rows, and
what the library itself predicts. The tests make one such folder (own_fits.toml), and
`FITS` names another.
"""
