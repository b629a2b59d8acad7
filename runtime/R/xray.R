# The cause of a failure as X-Ray shows it beside the trace: JSON in a header.
# NULL, and so no header, where it would be too long.
# https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-errors
xray_cause <- function(diagnostic) {
  cause <- to_json(list(
    working_directory = getwd(),
    exceptions = list(list(
      message = diagnostic$message,
      type = diagnostic$error_type,
      stack = lapply(diagnostic$stack, \(call) list(label = call))
    )),
    paths = list()
  ))
  # Measured before the escapes, which take long for a text of megabytes, and
  # after them, as they can make it six times as long.
  if (is_short(cause)) {
    cause <- ascii_json(cause)
  }
  if (is_short(cause)) cause
}

# Helpers ----

# X-Ray takes 64 KiB; the rest is left for the header's name.
is_short <- function(cause) nchar(cause, "bytes") <= 60000

# The same JSON with every character beyond ASCII escaped: a header must be
# ASCII and one line (RFC 9110, section 5.5).
ascii_json <- function(json) {
  points <- utf8ToInt(json)
  wide <- points > 126
  if (!any(wide)) {
    return(unclass(json))
  }
  texts <- strsplit(json, "", fixed = TRUE)[[1]]
  texts[wide] <- vapply(points[wide], json_escape, "")
  paste(texts, collapse = "")
}

# Beyond the 16 bits of one \u escape JSON writes a surrogate pair (RFC 8259,
# section 7).
json_escape <- function(point) {
  if (point < 0x10000) {
    return(sprintf("\\u%04x", point))
  }
  point <- point - 0x10000
  sprintf("\\u%04x\\u%04x", 0xD800 + point %/% 1024, 0xDC00 + point %% 1024)
}
