# Refuses an R that runs code hidden in a data file (CVE-2024-27322). Asks no
# version number: it reads a harmless stream whose value is a promise, as an
# attacker's .rds would, and looks whether R ran the promise's expression.

word <- \(...) as.raw(c(...))
header <- word(0x58, 0x0a, 0, 0, 0, 2, 0, 4, 2, 0, 0, 2, 3, 0)
promise <- word(
  0,
  0,
  4,
  5, #     a promise with an environment
  0,
  0,
  0,
  0xfd, #  which is the global one
  0,
  0,
  0,
  0xfc #   its value is not known yet; the expression follows
)
call <- c(
  word(0, 0, 0, 6, 0, 0, 0, 1, 0, 4, 0, 9, 0, 0, 0, 10),
  charToRaw("Sys.getpid"),
  word(0, 0, 0, 0xfe)
)

# Without the promise the stream is an ordinary one: a call, not run.
stopifnot(identical(unserialize(c(header, call)), quote(Sys.getpid())))

value <- tryCatch(unserialize(c(header, promise, call)), error = \(e) NULL)
if (identical(value, Sys.getpid())) {
  message(
    "R_BASE has R ",
    getRversion(),
    ", which runs code hidden in a model file ",
    "(CVE-2024-27322): choose an R_BASE with R 4.4.0 or newer."
  )
  quit(status = 1)
}
