# S3_MODEL_URI, taken apart.
# -> list(uri, scheme = "s3", bucket, key, version) or list(uri, scheme, path).
parse_model_uri <- function(uri) {
  if (startsWith(uri, "s3://")) {
    return(parse_s3_uri(uri))
  }
  if (startsWith(uri, "file:///")) {
    path <- utils::URLdecode(sub("^file://", "", uri))
    return(list(uri = uri, scheme = "file", path = path))
  }
  uri_abort(uri)
}

# A model's name when nobody gave one: the file's, or its folder's for model.rds.
name_from_uri <- function(location) {
  path <- if (location$scheme == "s3") location$key else location$path
  parts <- strsplit(path, "/", fixed = TRUE)[[1]]
  name <- sub("\\.rds$", "", parts[length(parts)], ignore.case = TRUE)
  folder <- parts[max(length(parts) - 1L, 1L)]
  if (name == "model" && length(parts) > 1 && folder != "") folder else name
}

# Helpers ----

parse_s3_uri <- function(uri) {
  # A key is taken literally; only a trailing ?versionId=... is not part of it.
  pattern <- "^s3://([^/]+)/(.+?)(\\?versionId=([^&?]+))?$"
  parts <- regmatches(uri, regexec(pattern, uri, perl = TRUE))[[1]]
  if (length(parts) == 0) {
    uri_abort(uri)
  }
  refuse_dots(parts[3], uri)
  list(
    uri = uri,
    scheme = "s3",
    bucket = parts[2],
    key = parts[3],
    version = if (nzchar(parts[5])) parts[5]
  )
}

# libcurl takes "." and ".." out of a path; from 8.13 on it signs no other.
refuse_dots <- function(key, uri) {
  if (any(strsplit(key, "/", fixed = TRUE)[[1]] %in% c(".", ".."))) {
    init_abort(
      "Model.BadUri",
      "S3_MODEL_URI is \"",
      uri,
      "\", whose key has a \".\" or \"..\" between",
      " slashes, which cannot be fetched: copy the object to another key."
    )
  }
}

uri_abort <- function(uri) {
  init_abort(
    "Model.BadUri",
    "S3_MODEL_URI is \"",
    uri,
    "\", but must be s3://bucket/key.rds (with",
    " ?versionId=... to pin a version) or file:///path/model.rds."
  )
}
