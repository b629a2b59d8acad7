# The proof of a model that is about to be saved: what a fresh R answers to a request
# is what predict() says in the session that made the fit.
#
# `file` is the model as it will be served, `fit` the object in this session, `model`
# the saved form of it. -> the golden rows for the card; an init_error where anything
# differs.
prove_model <- function(file, fit, model, data, example, proof) {
  if (is_forecast(model)) {
    return(prove_forecast(file, fit, model, data, example))
  }
  inputs <- model_inputs(as_kind(model, "to be saved"))
  rows <- proof_rows(inputs, data, example)
  served <- serve_rows(file, inputs, rows, own_package(model))
  expected <- reference_answers(fit, model, rows)
  check_reference(expected, nrow(rows))
  for (way in names(served)) {
    answers <- served[[way]]
    # A single row is one of the rows, in their order.
    at <- if (length(answers) == nrow(rows)) {
      seq_along(answers)
    } else {
      single_row(way)
    }
    compare_rows(answers, at, expected, rows, inputs, way)
  }
  if (!isTRUE(proof)) {
    prove_given(file, model, inputs, data, proof)
  }
  golden_rows(rows, served$records, inputs, data)
}

# Helpers ----

# In this session, too, predict() must say something of every row; rows that it drops
# are compared by their answers, which are null.
check_reference <- function(expected, n) {
  sizes <- vapply(Filter(Negate(is.null), expected), NROW, 1L)
  if (any(sizes != n)) {
    init_abort(
      "Model.ProofFailed",
      "The model was not saved: predict() gives ",
      sizes[sizes != n][1],
      " values for ",
      n,
      " rows."
    )
  }
}

single_row <- function(way) as.integer(sub("single", "", way, fixed = TRUE))

# The user's own reference for the rows of `data`: numbers, labels, or a matrix.
prove_given <- function(file, model, inputs, data, proof) {
  if (NROW(proof) != nrow(data)) {
    init_abort(
      "Model.BadProof",
      "`proof` has ",
      NROW(proof),
      " values for the ",
      nrow(data),
      " rows of `data`: give predict(fit, data)."
    )
  }
  columns <- vapply(inputs, `[[`, "", "name")
  # A row with a value that is missing is not one that a client may send.
  whole <- which(stats::complete.cases(data[columns]))
  picked <- whole[unique(round(seq(
    1,
    length(whole),
    length.out = min(200, length(whole))
  )))]
  rows <- data[picked, columns, drop = FALSE]
  given <- if (is.null(dim(proof))) {
    proof[picked]
  } else {
    proof[picked, , drop = FALSE]
  }
  expected <- normal_reference(given, model)
  served <- serve_rows(file, inputs, rows, own_package(model))
  at <- seq_len(nrow(rows))
  compare_rows(served$records, at, expected, rows, inputs, "records")
}

# -> list(value), or list(label, probabilities), whatever predict() calls it; NA for
# what it does not say.
reference_answers <- function(fit, model, rows) {
  if (inherits(model, "prepared_model")) {
    if (!is.null(model$preprocess)) {
      rows <- model$preprocess(rows)
    }
    if (!is.null(model$predict)) {
      return(normal_reference(model$predict(fit, rows), model))
    }
  }
  kind <- as_kind(model, "to be saved")
  calls <- reference_calls(kind)
  if (length(calls) == 0) {
    options <- default_options(list(chosen = default_shape(kind)))
    return(normal_reference(model_predict(kind, rows, options), model))
  }
  shape <- c("median", "survival", "quantiles")
  if (length(default_shape(kind)) == 0) {
    # What only a request may choose.
    calls <- calls[!names(calls) %in% shape]
  }
  parts <- lapply(calls, said_by_predict, fit, rows)
  parts$probabilities <- reference_probabilities(
    parts,
    nrow(rows),
    model_outcome(kind)$levels
  )
  parts[c("value", "label", "probabilities", shape)]
}

# None where the library that would answer is not installed: a fit of tidymodels is served
# without it, and so it answers here, where nothing has loaded its engine.
reference_calls <- function(kind) {
  fit <- inner_fit(kind)
  needed <- if (is_tidymodels(fit)) {
    c(
      "parsnip",
      if (inherits(unbundled(fit), "workflow")) "workflows",
      if (inherits(fit, "bundle")) "bundle"
    )
  }
  is_there <- vapply(needed, requireNamespace, NA, quietly = TRUE)
  if (all(as.logical(is_there))) {
    return(answer_calls(kind))
  }
  load_packages(kind, "to be saved")
  character()
}

# As a user would type it, in the session as it is. The columns of parsnip's tables are
# `.pred_` and what they are of.
said_by_predict <- function(call, fit, rows) {
  env <- list2env(list(fit = fit, newdata = rows), parent = globalenv())
  said <- suppressMessages(eval(parse(text = call), env))
  if (!is.data.frame(said)) {
    return(said)
  }
  said <- as.matrix(said)
  colnames(said) <- sub("^\\.pred_", "", colnames(said))
  said
}

reference_probabilities <- function(parts, n, levels) {
  if (!is.null(parts$probability)) {
    return(both_labels(parts$probability, levels))
  }
  given <- parts$probabilities
  if (is.null(given)) {
    return(NULL)
  }
  if (length(levels) == 2 && length(given) == n) {
    return(both_labels(given, levels))
  }
  names <- if (is.matrix(given)) colnames(given) else levels
  matrix(
    given,
    nrow = n,
    dimnames = list(NULL, if (is.null(names)) levels else names)
  )
}

normal_reference <- function(given, model) {
  if (is.list(given) && !is.data.frame(given)) {
    return(given[intersect(
      names(given),
      c("label", "probabilities", "median", "survival")
    )])
  }
  shape <- chosen_shape(model)
  if (length(shape) > 0) {
    part <- if (is.null(shape$times)) "quantiles" else "survival"
    return(stats::setNames(list(as.matrix(given)), part))
  }
  if (is.factor(given) || is.character(given)) {
    return(list(label = as.character(given)))
  }
  levels <- model_outcome(as_kind(model, "to be saved"))$levels
  if (!is.null(levels) && is.matrix(given)) {
    return(list(probabilities = given))
  }
  if (!is.null(levels)) {
    return(list(probabilities = both_labels(given, levels)))
  }
  list(value = as.matrix(given))
}
