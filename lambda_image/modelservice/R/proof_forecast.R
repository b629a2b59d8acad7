# The proof of a time series (proof.R): what a fresh R forecasts is what the library's own
# calls say in this session. Without regressors a request is a number of steps.
# -> the golden rows for the card.
prove_forecast <- function(file, fit, model, data, example) {
  kind <- as_kind(model, "to be saved")
  inputs <- model_inputs(kind)
  default <- kind$engine$steps(fit)
  if (is_steps_model(kind)) {
    bodies <- steps_bodies()
    asked <- list(records = 5, columns = 3, csv = 2, default = default)
    newdata <- lapply(asked, \(h) NULL)
    golden <- list(list(h = asked$records))
  } else {
    rows <- utils::head(proof_rows(inputs, data, example), 5)
    bodies <- proof_bodies(inputs, rows)
    newdata <- lapply(names(bodies), \(way) {
      if (startsWith(way, "single")) {
        rows[single_row(way), , drop = FALSE]
      } else {
        rows
      }
    })
    names(newdata) <- names(bodies)
    asked <- lapply(newdata, nrow)
    golden <- as_records(rows, inputs)
  }
  served <- serve_bodies(file, bodies, own_package(model))
  for (way in names(bodies)) {
    said <- said_of_steps(kind, fit, asked[[way]], newdata[[way]])
    compare_steps(served[[way]], said, way)
  }
  list(instances = golden, predictions = served$records)
}

# Helpers ----

is_steps_model <- function(kind) !is.null(model_choices(kind)$h)

steps_bodies <- function() {
  json <- \(text) list(type = "application/json", text = text)
  list(
    records = json('{"h":5}'),
    columns = json('{"inputs":{"h":[3]}}'),
    csv = list(type = "text/csv", text = "h\n2\n"),
    default = json("{}")
  )
}

# -> a column for each of value, lower and upper, as far as the model says them.
said_of_steps <- function(kind, fit, h, newdata) {
  if (!is.null(newdata)) {
    # The fit may have been made where its regressors have no name any more.
    fit <- counted_regressors(fit, as.matrix(newdata))
  }
  known <- list(fit = fit, newdata = newdata, h = h, level = 0.95)
  env <- list2env(known, parent = globalenv())
  calls <- model_calls(kind)
  said <- lapply(calls, \(call) as.vector(eval(parse(text = call), env)))
  matrix(
    unlist(said),
    ncol = length(calls),
    dimnames = list(NULL, names(calls))
  )
}

compare_steps <- function(served, said, way) {
  same <- length(served) == nrow(said) &&
    all(vapply(
      seq_along(served),
      \(i) is_value(served[[i]][colnames(said)], said[i, ]),
      NA
    ))
  if (!same) {
    init_abort(
      "Model.ProofFailed",
      "The model was not saved: for ",
      nrow(said),
      " steps (sent as ",
      way,
      ") its library forecasts ",
      to_json(I(said[, 1])),
      ", but a fresh R that serves the file answers ",
      to_json(served),
      "."
    )
  }
}

# As it is: nothing of a request is a row that could be prepared.
saved_forecast <- function(fit, is_plain) {
  if (!is_plain) {
    init_abort(
      "Model.BadChoice",
      "A forecast is saved as it is: leave out `preprocess`, `predict`, `inputs`,",
      " `null`, `unseen`, `choose` and the defaults of `columns`."
    )
  }
  fit
}
