# An answer beyond what Lambda hands on is a problem that says so; the client would
# see a bare 500 or 502 otherwise.
# https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
check_size <- function(response, request) {
  most <- if (request$kind == "alb") 2^20 else 6 * 2^20
  bytes <- nchar(response$body, "bytes")
  # Text in text at most doubles; headers have their share.
  if (bytes > most / 2 - 4096 && escaped_bytes(response$body) > most - 4096) {
    service_abort(
      "too-large",
      "The answer would be beyond ",
      most / 2^20,
      " MB, more than one response holds: send fewer rows at a time."
    )
  }
  response
}

# Helpers ----

escaped_bytes <- function(text) {
  bytes <- charToRaw(text)
  escaped <- bytes == as.raw(0x22) | bytes == as.raw(0x5c) | bytes < as.raw(32)
  length(bytes) + sum(escaped)
}
