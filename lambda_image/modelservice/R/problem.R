# Problems as RFC 9457 has them, one entry per type; docs/errors.md explains each.
# `error_type` is what a direct invocation fails with: one that has neither a method
# nor a media type needs none for these, and what was not foreseen keeps its own.
problem_types <- list(
  "malformed-request" = list(
    status = 400L,
    title = "Malformed request",
    error_type = "Service.MalformedRequest"
  ),
  "not-found" = list(
    status = 404L,
    title = "Not found",
    error_type = "Service.NotFound"
  ),
  "method-not-allowed" = list(
    status = 405L,
    title = "Method not allowed"
  ),
  "too-large" = list(
    status = 413L,
    title = "Content too large",
    error_type = "Service.TooLarge"
  ),
  "unsupported-media-type" = list(
    status = 415L,
    title = "Unsupported media type"
  ),
  "invalid-input" = list(
    status = 422L,
    title = "Invalid input",
    error_type = "Service.InvalidInput"
  ),
  "member-failed" = list(
    status = 502L,
    title = "A member failed",
    error_type = "Service.MemberFailed"
  ),
  "model-unavailable" = list(
    status = 503L,
    title = "Model unavailable",
    error_type = "Service.ModelUnavailable"
  ),
  "internal" = list(
    status = 500L,
    title = "Internal error"
  )
)

# Why a row or a cell does not fit: the `code` of an element of `errors`, made in
# rows_cells.R and rows_checked.R; docs/errors.md explains each.
error_codes <- c(
  "missing",
  "null",
  "wrong_type",
  "unknown_level",
  "out_of_range",
  "not_a_date",
  "no_columns"
)

# A condition as the answer to `request_id`. What was not foreseen says nothing
# of itself to the client: the log has it.
problem_response <- function(condition, request_id) {
  if (!inherits(condition, "service_error")) {
    condition <- unforeseen()
  }
  type <- problem_types[[condition$type]]
  body <- list(
    type = paste0("urn:problem-type:", condition$type),
    title = type$title,
    status = type$status,
    detail = conditionMessage(condition),
    instance = paste0("urn:uuid:", request_id)
  )
  new_response(
    to_json(c(body, listed_errors(condition$errors))),
    status = type$status,
    content_type = "application/problem+json",
    headers = condition$headers
  )
}

# Helpers ----

unforeseen <- function() {
  list(
    type = "internal",
    message = "The service failed on this request; its log says why."
  ) |>
    structure(class = c("service_error", "error", "condition"))
}

MOST_ERRORS <- 100L

listed_errors <- function(errors) {
  if (length(errors) == 0) {
    return(NULL)
  }
  list(
    error_count = length(errors),
    errors = errors[seq_len(min(length(errors), MOST_ERRORS))]
  )
}
