# The rows of a request to a forecast: steps in time, so that none can be left out.

# How many steps the rows of a model ask for.
steps_of <- function(rows, model) {
  if (is.null(model$choices$h)) nrow(rows) else rows$h
}

# -> the rows, with the steps that the query asks for.
read_steps <- function(model, table, options, request_id = NULL) {
  rows <- read_rows(table, model$plan, FALSE, request_id)$rows
  limit <- model$choices$h
  if (is.null(limit)) {
    check_steps(nrow(rows))
    return(rows)
  }
  if (nrow(rows) > 1) {
    service_abort(
      "malformed-request",
      "A forecast takes one row, {\"h\": 12}: give one number of steps."
    )
  }
  if (!is.null(options$h)) {
    rows$h <- as.integer(options$h)
  }
  if (rows$h < 1 || rows$h > limit$maximum) {
    refuse_rows(list(list(
      pointer = pointer(1L, "h"),
      code = "out_of_range",
      detail = paste0("`h` must be 1 to ", limit$maximum, " steps.")
    )))
  }
  rows
}

# Helpers ----

check_steps <- function(n) {
  if (n > MOST_STEPS) {
    service_abort(
      "too-large",
      "The rows ask for ",
      n,
      " steps; a forecast has ",
      MOST_STEPS,
      " at most."
    )
  }
}
