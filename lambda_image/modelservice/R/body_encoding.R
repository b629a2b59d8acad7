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
      return(whole_content(do.call(c, c(list(raw()), pieces)), bytes))
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

# gzcon() takes a stream that is cut off for a shorter one: a table would lose its last
# rows without a word. The last eight bytes hold the CRC-32 and the size of the content.
# https://www.rfc-editor.org/rfc/rfc1952#section-2.3.1
whole_content <- function(content, bytes) {
  trailer <- utils::tail(bytes, 8)
  number <- \(bytes) sum(as.numeric(bytes) * 256^(0:3))
  crc <- digest::digest(content, "crc32", serialize = FALSE)
  is_whole <- length(trailer) == 8 &&
    number(trailer[1:4]) == as.numeric(paste0("0x", crc)) &&
    number(trailer[5:8]) == length(content)
  if (!is_whole) {
    refuse_gzip()
  }
  content
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
    "The body is marked as gzip but is not one whole gzip stream. An HTTP API may break",
    " the compressed bytes of text/csv and application/json: send application/csv, or",
    " JSON without a Content-Type."
  )
}
