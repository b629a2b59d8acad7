# A request's body as a list of records, one a row.
read_records <- function(request) {
  value <- request$body
  if (request$kind != "direct") {
    check_media_type(request$headers[["content-type"]])
    value <- read_json_body(value)
  }
  if (is_object(value)) {
    return(list(value))
  }
  if (!is_array(value)) {
    service_abort(
      "malformed-request",
      "The body must be an object (one row) or an array of objects (rows)."
    )
  }
  if (length(value) == 0) {
    service_abort(
      "malformed-request",
      "The body is an empty array: give a row."
    )
  }
  as.list(value)
}

# Helpers ----

is_object <- function(value) is.list(value) && !is.null(names(value))

# An array of one is marked by the parser; a scalar is not.
is_array <- function(value) {
  is.list(value) || length(value) > 1 || inherits(value, "AsIs")
}

read_json_body <- function(bytes) {
  if (length(bytes) == 0) {
    service_abort("malformed-request", "The body is empty: give a JSON object.")
  }
  tryCatch(
    parse_json(bytes),
    runtime_error = \(e) service_abort("malformed-request", conditionMessage(e))
  )
}

# What curl and browsers' forms send by default passes for JSON.
media_types <- c(
  "application/json",
  "text/json",
  "text/plain",
  "application/x-www-form-urlencoded"
)

check_media_type <- function(content_type) {
  if (is.null(content_type) || content_type %in% media_types) {
    return(invisible())
  }
  parts <- trimws(strsplit(tolower(content_type), ";", fixed = TRUE)[[1]])
  charset <- sub(
    "^charset=\"?([^\"]*)\"?$",
    "\\1",
    grep("^charset=", parts, value = TRUE)
  )
  known <- length(parts) == 0 ||
    parts[1] %in% media_types ||
    endsWith(parts[1], "+json")
  if (!known || !all(charset %in% c("utf-8", "utf8", "us-ascii"))) {
    service_abort(
      "unsupported-media-type",
      "Send the body as application/json, in UTF-8."
    )
  }
}
