# Media types: what a body is, and what the client accepts as an answer.

# What curl and browsers' forms send by default passes for JSON.
json_types <- c(
  "application/json",
  "text/json",
  "text/plain",
  "application/x-www-form-urlencoded"
)

# An HTTP API passes a body of text/… on as text, in which compressed bytes are lost:
# application/csv reaches the function as it is.
is_csv <- function(content_type) {
  if (
    is.null(content_type) ||
      !grepl("\\b(text|application)/csv\\b", tolower(content_type))
  ) {
    return(FALSE)
  }
  check_charset(content_type)
  TRUE
}

check_media_type <- function(content_type) {
  if (is.null(content_type) || content_type %in% json_types) {
    return(invisible())
  }
  type <- trimws(sub(";.*", "", tolower(content_type)))
  if (!type %in% c("", json_types) && !endsWith(type, "+json")) {
    refuse_type()
  }
  check_charset(content_type)
}

# CSV only where it is asked for by name, before JSON.
wants_csv <- function(accept) {
  if (is.null(accept) || !grepl("text/csv", accept, ignore.case = TRUE)) {
    return(FALSE)
  }
  types <- trimws(strsplit(tolower(accept), ",", fixed = TRUE)[[1]])
  types <- sub(";.*", "", types)
  csv <- match("text/csv", types)
  json <- match("application/json", types, nomatch = length(types) + 1L)
  !is.na(csv) && csv < json
}

# Helpers ----

check_charset <- function(content_type) {
  parts <- trimws(strsplit(tolower(content_type), ";", fixed = TRUE)[[1]])
  charset <- grep("^charset=", parts, value = TRUE)
  charset <- gsub("^charset=|\"", "", charset)
  if (!all(charset %in% c("utf-8", "utf8", "us-ascii"))) refuse_type()
}

refuse_type <- function() {
  service_abort(
    "unsupported-media-type",
    "Send the body as application/json or text/csv, in UTF-8."
  )
}
