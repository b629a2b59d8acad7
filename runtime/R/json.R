#' Read JSON text
#'
#' Strict (RFC 8259), in one pass of compiled code. Text is never taken for a
#' path or a URL. Refused with line and column: what is not JSON, bytes that are
#' not UTF-8, an object with a key twice, values nested beyond 200 levels.
#'
#' @param text A string or a raw vector.
#' @return An object becomes a named list; an array of scalars of one type a
#'   vector with `NA` for null (`I()` marks an array of one); any other array a
#'   list; null becomes `NULL`. A whole number that a double cannot hold exactly
#'   keeps its digits, as a string of class `big_integer`.
#' @export
parse_json <- function(text) {
  bytes <- if (is.raw(text)) text else charToRaw(enc2utf8(text))
  tryCatch(
    .Call(json_read, bytes),
    error = \(e) runtime_abort("Runtime.InvalidJson", json_refusal(e))
  )
}

#' Write a value as JSON
#'
#' A vector of length one is a scalar unless wrapped in `I()`. Numbers keep every
#' digit; `NA`, `NaN` and `Inf` are null; a data frame is an array of row
#' objects; a matrix an array of rows; dates are ISO 8601 (times in UTC); raw
#' bytes are base64.
#'
#' @param value Any R value but a function, an environment or R code.
#' @return A UTF-8 string of class `json`.
#' @export
to_json <- function(value) {
  as_json(.Call(json_write, value, plain_value))
}

#' Numbers as text
#'
#' @param x Numbers.
#' @return For each the shortest text that reads back as the same double, as in
#'   [to_json()]; `NA` for what is not finite.
#' @export
number_text <- function(x) .Call(number_strings, as.double(x))

#' Mark a string as JSON already
#'
#' A handler that returns it is answered with the string as it is, and so is a
#' list that holds it. A string of the plain class `json`, as other packages
#' make, is passed through when it is the whole answer and is a string when it
#' is part of a list, as in those packages.
#'
#' @param text A string of valid JSON; not checked.
#' @return `text` with the classes `lambda_json` and `json`.
#' @export
as_json <- function(text) {
  structure(text, class = c("lambda_json", "json"))
}

#' Base64 (RFC 4648, padded)
#'
#' @param text A string.
#' @param bytes A raw vector.
#' @return `base64_decode()` a raw vector, or `NULL` when the text is not
#'   base64; `base64_encode()` a string.
#' @export
base64_decode <- function(text) .Call(base64_read, text)

#' @rdname base64_decode
#' @export
base64_encode <- function(bytes) .Call(base64_write, bytes)

# Helpers ----

json_refusal <- function(condition) {
  # A key may be cut in the middle of a character.
  message <- iconv(conditionMessage(condition), "UTF-8", "UTF-8", sub = "")
  paste0("This is not valid JSON: ", message, ".")
}

# Called by the writer for what has a class or dimensions.
plain_value <- function(x) {
  if (is.data.frame(x)) {
    return(table_rows(x))
  }
  if (is.factor(x)) {
    return(as_is_like(x, as.character(x)))
  }
  if (inherits(x, "Date")) {
    return(as_is_like(x, format(x)))
  }
  if (inherits(x, "POSIXt")) {
    return(as_is_like(x, iso_time(x)))
  }
  if (is.raw(x)) {
    return(base64_encode(x))
  }
  if (length(dim(x)) > 1) {
    return(matrix_rows(x))
  }
  if (is.complex(x)) {
    return(as_is_like(x, as.character(x)))
  }
  if (!is.atomic(x) && !is.list(x)) {
    runtime_abort(
      "Runtime.InvalidOutput",
      "The handler returned a value that JSON cannot hold (",
      typeof(x),
      "): return a list, a vector, a data frame or raw bytes."
    )
  }
  dim(x) <- NULL
  unclass(x)
}

as_is_like <- function(x, plain) if (inherits(x, "AsIs")) I(plain) else plain

table_rows <- function(x) {
  columns <- lapply(x, \(column) {
    if (is.list(column)) {
      return(column)
    }
    if (is.object(column)) {
      column <- plain_value(column)
    }
    as.list(column)
  })
  lapply(seq_len(nrow(x)), \(i) lapply(columns, .subset2, i))
}

matrix_rows <- function(x) {
  lapply(seq_len(nrow(x)), \(i) {
    row <- asub_first(x, i)
    if (is.null(dim(row))) I(as.vector(row)) else row
  })
}

# x[i, , ...] for any number of dimensions.
asub_first <- function(x, i) {
  rest <- rep(list(TRUE), length(dim(x)) - 1L)
  do.call(`[`, c(list(x, i), rest))
}

iso_time <- function(x) format(x, "%Y-%m-%dT%H:%M:%OS3Z", tz = "UTC")
