# A table to the parts of an answer: all rows in one predict().
# -> list(predicted, errors): `predicted` has an element (or a row of each of its
# columns) for every row of the table, NA for those left out.
predict_table <- function(model, table, options, request_id = NULL) {
  read <- read_rows(table, model$plan, options$keep_bad, request_id)
  n <- nrow(read$rows)
  predicted <- if (n > 0) {
    predict_rows(model, read$rows, options)
  } else {
    empty_parts(model, options)
  }
  if (length(read$bad) > 0) {
    predicted <- spread(predicted, setdiff(seq_len(table$n), read$bad), table$n)
  }
  list(predicted = predicted, errors = read$errors)
}

# Numbers as they are; an interval, several outcomes or a classification as a list of
# columns.
predict_rows <- function(model, rows, options) {
  predicted <- model_predict(model$fit, rows, options)
  checked_parts(predicted, nrow(rows), answer_shape(model, options))
}

# What an answer to these options is made of: a number per row, or named columns.
answer_shape <- function(model, options) {
  if (options$interval != "none") {
    return(list(kind = "columns", names = c("value", "lower", "upper")))
  }
  if (!is.null(model$outcomes)) {
    return(list(kind = "columns", names = model$outcomes))
  }
  if (is.null(model$levels) || options$type == "link") {
    return(list(kind = "number"))
  }
  list(kind = "labels", levels = model$levels)
}

# Helpers ----

empty_parts <- function(model, options) {
  shape <- answer_shape(model, options)
  columns <- switch(
    shape$kind,
    number = return(numeric()),
    columns = shape$names,
    labels = c("label", "probability", paste0("probability_", shape$levels))
  )
  parts <- rep(list(numeric()), length(columns))
  names(parts) <- columns
  parts
}

# Rows in their places among n, NA elsewhere.
spread <- function(predicted, places, n) {
  place <- \(values) {
    all <- rep(values[NA_integer_], n)
    all[places] <- values
    all
  }
  if (is.list(predicted)) lapply(predicted, place) else place(predicted)
}
