#' Read JSON text
#'
#' Strict (RFC 8259), in one pass of compiled code. Text is never taken for a
#' path or a URL.
#'
#' @param text A string or a raw vector, in UTF-8; a byte order mark is skipped.
#' @return
#' | JSON | R |
#' |---|---|
#' | object | a named list |
#' | array of scalars of one type | a vector, with `NA` for null; an array of one is marked with `I()` |
#' | any other array, and an empty one | a list |
#' | number | a double; beyond the largest one `Inf` |
#' | whole number that a double cannot hold exactly | its digits, a string of class `big_integer` |
#' | string | a string; one with `\u0000`, which R cannot hold, has the class `nul_string` and U+FFFD in its place |
#' | true, false | a logical |
#' | null | `NULL` |
#'
#' @section Errors:
#' `Runtime.InvalidJson`, with the line and column where reading stopped: for text
#' that is not JSON, for bytes that are not UTF-8, for an object that has a key
#' twice, and for values nested more than 200 levels deep.
#' @source <https://www.rfc-editor.org/rfc/rfc8259>
#' @seealso [to_json()]
#' @examples
#' parse_json('{"name": "Ada", "scores": [1, 2.5, null]}')
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
#' A vector of length one is a scalar unless it is wrapped in `I()`. Numbers keep
#' every digit; `NA`, `NaN` and `Inf` are null. A named list is an object, any
#' other list an array. A data frame is an array of objects, one per row; a matrix
#' is an array of its rows. Factors are their labels, dates and times ISO 8601
#' text (times in UTC, with milliseconds), raw bytes base64.
#'
#' @param value Any R value except a function, an environment or R code.
#' @return A UTF-8 string with the classes of [as_json()].
#' @section Errors:
#' `Runtime.InvalidOutput` for a value that JSON cannot hold.
#' @source <https://www.rfc-editor.org/rfc/rfc8259>
#' @seealso [parse_json()]
#' @examples
#' to_json(list(price = 1 / 3, tags = I("new"), sold = NA))
#' to_json(data.frame(x = 1:2, y = c("a", "b")))
#' @export
to_json <- function(value) {
  as_json(.Call(json_write, value, plain_value))
}

#' Numbers as text
#'
#' The text that [to_json()] writes for a number: the first of 15, 16 and 17
#' significant digits that reads back as the same double.
#'
#' @param x A numeric vector.
#' @return A character vector as long as `x`; `NA` for a number that is not
#'   finite.
#' @examples
#' number_text(c(0.1, 1 / 3, 1e6, NA))
#' @export
number_text <- function(x) .Call(number_strings, as.double(x))

#' Mark a string as JSON already
#'
#' A handler that returns it is answered with the string as it is, and so is a
#' list that holds it. A string of the plain class `json`, as other packages
#' make, is passed through when it is the whole answer and is a string when it
#' is part of a list, as in those packages.
#'
#' @param text A string of valid JSON. It is not checked: text that is not JSON
#'   makes an answer that the caller cannot read.
#' @return `text` with the classes `lambda_json` and `json`.
#' @seealso [to_json()]
#' @examples
#' to_json(list(report = as_json('{"rows": 2}')))
#' @export
as_json <- function(text) {
  structure(text, class = c("lambda_json", "json"))
}

# Helpers ----

json_refusal <- function(condition) {
  # A key may be cut in the middle of a character.
  message <- iconv(conditionMessage(condition), "UTF-8", "UTF-8", sub = "")
  paste0("This is not valid JSON: ", message, ".")
}
