# Percent-encoding, all but RFC 3986's unreserved characters, as SigV4 requires it
# (utils::URLencode keeps others).

encode_segment <- function(text) curl::curl_escape(enc2utf8(text))

# A path keeps its slashes, those at its end too.
encode_path <- function(path) {
  gsub("%2F", "/", encode_segment(path), fixed = TRUE)
}
