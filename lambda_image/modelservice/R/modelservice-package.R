#' Answer requests with a fitted R model
#'
#' A handler of the R package lambdaruntime calls [start_service()] once and
#' [answer()] for every event. One request passes `event.R`, `route.R`,
#' `route_predict.R`, `body.R`, `rows.R`, `predictions.R` and `response.R`, in that
#' order.
#'
#' @keywords internal
#' @useDynLib modelservice, .registration = TRUE
#' @importFrom lambdaruntime as_json
#' @importFrom lambdaruntime base64_decode
#' @importFrom lambdaruntime log_condition
#' @importFrom lambdaruntime log_event
#' @importFrom lambdaruntime log_line
#' @importFrom lambdaruntime number_text
#' @importFrom lambdaruntime parse_json
#' @importFrom lambdaruntime to_json
#' @importFrom stats delete.response
#' @importFrom stats predict
#' @importFrom stats terms
"_PACKAGE"
