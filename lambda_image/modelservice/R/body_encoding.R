# A body as it was before its Content-Encoding.
decoded <- function(bytes, encoding) {
  if (is.null(encoding) || tolower(encoding) %in% c("", "identity")) {
    return(bytes)
  }
  if (!is_gzip(encoding)) {
    service_abort(
      "unsupported-media-type",
      "The Content-Encoding must be gzip, or none."
    )
  }
  gunzip(bytes)
}

is_gzip <- function(encoding) {
  is_string(encoding) && tolower(encoding) %in% c("gzip", "x-gzip")
}

# A few bytes may stand for gigabytes: what is larger than any body could be is refused
# before it is all there.
MOST_DECODED <- 20 * 2^20

# Helpers ----

gunzip <- function(bytes) {
  if (length(bytes) < 2 || !identical(bytes[1:2], as.raw(c(0x1f, 0x8b)))) {
    refuse_gzip()
  }
  connection <- gzcon(rawConnection(bytes))
  on.exit(close(connection))
  pieces <- list()
  size <- 0
  repeat {
    piece <- next_piece(connection)
    if (length(piece) == 0) {
      return(do.call(c, c(list(raw()), pieces)))
    }
    size <- size + length(piece)
    if (size > MOST_DECODED) {
      service_abort(
        "too-large",
        "The body is larger than ",
        MOST_DECODED / 2^20,
        " MB when it is decompressed: send fewer rows at a time."
      )
    }
    pieces[[length(pieces) + 1L]] <- piece
  }
}

next_piece <- function(connection) {
  tryCatch(
    readBin(connection, "raw", 2^20),
    error = \(e) refuse_gzip(),
    warning = \(w) refuse_gzip()
  )
}

refuse_gzip <- function() {
  service_abort(
    "malformed-request",
    "The body is marked as gzip but is not. An HTTP API breaks the compressed bytes of",
    " text/csv and application/json: send application/csv, or JSON without a",
    " Content-Type."
  )
}
