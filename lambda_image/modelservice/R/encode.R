# Percent-encoding of one path segment or query value: all but RFC 3986's
# unreserved characters, as SigV4 wants it (utils::URLencode keeps others).
encode_segment <- function(text) {
  bytes <- charToRaw(enc2utf8(text))
  plain <- bytes %in%
    charToRaw(paste0(
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
    ))
  parts <- sprintf("%%%02X", as.integer(bytes))
  parts[plain] <- rawToChar(bytes[plain], multiple = TRUE)
  paste(parts, collapse = "")
}

encode_path <- function(path) {
  segments <- strsplit(path, "/", fixed = TRUE)[[1]]
  encoded <- paste(vapply(segments, encode_segment, ""), collapse = "/")
  if (endsWith(path, "/")) paste0(encoded, "/") else encoded
}
