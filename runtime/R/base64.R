#' Base64 (RFC 4648, padded)
#'
#' The standard alphabet, with padding and without line breaks, as API Gateway
#' and the other event sources of Lambda encode a body.
#'
#' @param text A string.
#' @param bytes A raw vector.
#' @return `base64_decode()`: a raw vector, or `NULL` when the text is not
#'   base64. `base64_encode()`: a string.
#' @source <https://www.rfc-editor.org/rfc/rfc4648#section-4>
#' @examples
#' base64_encode(charToRaw("abc"))
#' rawToChar(base64_decode("YWJj"))
#' base64_decode("this is not base64")
#' @export
base64_decode <- function(text) .Call(base64_read, text)

#' @rdname base64_decode
#' @export
base64_encode <- function(bytes) .Call(base64_write, bytes)
