# Golden rows: a few rows of a model's card with their exact answers, proven when it was
# saved. The process that serves the model predicts them before the first request: it
# refuses to start where another R, package or library of linear algebra answers
# something else. They warm the model up, too.

# A few of the proven rows that are not rows of the training data.
golden_rows <- function(rows, answers, inputs, data) {
  columns <- names(rows)
  is_training <- if (length(columns) == 0) {
    logical(nrow(rows))
  } else {
    duplicated(rbind(as_key(data[columns]), as_key(rows)))[-seq_len(nrow(data))]
  }
  free <- which(!is_training)
  picked <- unique(free[round(seq(
    1,
    length(free),
    length.out = min(5, length(free))
  ))])
  list(
    instances = as_records(rows[picked, , drop = FALSE], inputs),
    predictions = answers[picked]
  )
}

# Predicts the golden rows; an init_error where one differs, or where predict() fails.
check_golden <- function(model, card, env) {
  golden <- card$golden
  records <- as.list(golden$instances)
  if (length(records) == 0) {
    return(warm_up(model, complete_example(card$example)))
  }
  table <- new_table(length(records), records = records)
  first <- first_prediction(model, table)
  answers <- as.list(prediction_elements(first$predicted, first$shape))
  expected <- as.list(golden$predictions)
  # A forecast has several answers to one record.
  for (i in seq_along(expected)) {
    answer <- if (i <= length(answers)) answers[[i]]
    if (!same_element(expected[[i]], answer, GOLDEN_TOLERANCE)) {
      record <- records[[min(i, length(records))]]
      report_golden(model, card, env, record, expected[[i]], answer)
    }
  }
}

# Without golden rows there is nothing to compare with; but a model that cannot predict
# an example at all does not start.
warm_up <- function(model, example = NULL) {
  if (is.null(example)) {
    example <- example_record(model$plan$inputs)
  }
  first_prediction(model, new_table(1L, records = list(example)))
  invisible()
}

# Helpers ----

GOLDEN_TOLERANCE <- 1e-9

# An example with a value that is missing need not be one that the model takes.
complete_example <- function(example) {
  if (!any(vapply(example, is.null, NA))) example
}

as_key <- function(rows) {
  columns <- lapply(rows, as.character)
  as.data.frame(columns, optional = TRUE, stringsAsFactors = FALSE)
}

first_prediction <- function(model, table) {
  tryCatch(
    {
      result <- suppressWarnings(predict_table(
        model,
        table,
        default_options(model)
      ))
      to_json(json_answer(model, result))
      result
    },
    error = \(e) {
      # Where predict() needs a choice, the kind's own error says which.
      if (inherits(e, "init_error")) {
        stop(e)
      }
      refuse_to_predict(model, table, e)
    }
  )
}

refuse_to_predict <- function(model, table, condition) {
  init_abort(
    "Model.CannotPredict",
    "The model ",
    model$name,
    " cannot predict the example ",
    to_json(table$records[[1]]),
    ": ",
    one_sentence(conditionMessage(condition)),
    " Save it with modelservice::save_model(fit, name, data = ), which finds out why",
    " before it is deployed."
  )
}

# R's own words on one line, with a full stop.
one_sentence <- function(text) {
  text <- trimws(gsub("\\s+", " ", text))
  if (endsWith(text, ".")) text else paste0(text, ".")
}

report_golden <- function(model, card, env, record, expected, answer) {
  message <- paste0(
    "The model ",
    model$name,
    " answers the golden row ",
    to_json(record),
    " with ",
    to_json(answer),
    ", but it was saved with the answer ",
    to_json(expected),
    ". ",
    compared_versions(model, card),
    " Serve it with what it was saved with, or save it again with what serves it;",
    " GOLDEN=warn starts all the same."
  )
  if (env_first(env, "GOLDEN") == "warn") {
    return(log_line("WARN", message))
  }
  init_abort("Model.GoldenDiffers", message)
}

compared_versions <- function(model, card) {
  saved <- c(R = card$versions$r, unlist(card$versions$packages))
  here <- vapply(names(saved), serving_version, "")
  paste0(
    "It was saved with ",
    paste(names(saved), saved, collapse = ", "),
    "; here are ",
    paste(names(here), here, collapse = ", "),
    "."
  )
}
