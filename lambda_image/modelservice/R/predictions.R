# A table to the parts of an answer: all rows in one predict().
# -> list(predicted, shape, errors): `predicted` has an element (or a row of each of its
# columns) for every row of the table, NA for those left out.
predict_table <- function(model, table, options, request_id = NULL) {
  shape <- answer_shape(model, options)
  if (identical(model$task, "forecast")) {
    rows <- read_steps(model, table, options, request_id)
    predicted <- predict_rows(
      model,
      rows,
      options,
      shape,
      steps_of(rows, model)
    )
    return(list(predicted = predicted, shape = shape))
  }
  read <- read_rows(table, model$plan, options$keep_bad, request_id)
  predicted <- if (nrow(read$rows) > 0) {
    predict_rows(model, read$rows, options, shape)
  } else {
    empty_parts(shape)
  }
  if (length(read$bad) > 0) {
    predicted <- spread(predicted, setdiff(seq_len(table$n), read$bad), table$n)
  }
  list(predicted = predicted, shape = shape, errors = read$errors)
}

# Numbers as they are; anything else as a list of columns, with `n` values in each.
predict_rows <- function(model, rows, options, shape, n = nrow(rows)) {
  checked_parts(model_predict(model$fit, rows, options), n, shape)
}

# Helpers ----

# Rows in their places among n, NA elsewhere.
spread <- function(predicted, places, n) {
  place <- \(values) {
    all <- rep(values[NA_integer_], n)
    all[places] <- values
    all
  }
  if (is.list(predicted)) lapply(predicted, place) else place(predicted)
}
