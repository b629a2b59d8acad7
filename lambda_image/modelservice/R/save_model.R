#' Save a fitted model with its card
#'
#' Writes `model.rds` and `model.json` beside it, which says what the model is,
#' what it requires, what it answers and how good it is. The file is exactly what
#' `saveRDS(fit)` would write, unless one of `preprocess`, `predict`, `inputs`,
#' `null` or `unseen` is given, which it then holds too.
#'
#' @param fit A fitted model.
#' @param name Short name, as it stands in URLs: letters, digits, `_` and `-`.
#' @param data The training rows, a data frame; summarized in the card.
#' @param title One line for people.
#' @param metrics Named list of numbers, measured on rows the fit did not see.
#' @param example The record that the card and its documentation show.
#' @param dir Folder to write to, made if missing.
#' @param preprocess `function(rows)` from the validated data frame of a request to
#'   the one that the fit predicts on.
#' @param predict `function(fit, rows)` to numbers, one per row, or to a matrix of
#'   probabilities whose columns are named for the labels.
#' @param inputs Names of the columns that a request gives, in `data`; the fit's
#'   own by default.
#' @param null,unseen What becomes of null, and of a level that `data` does not
#'   have: `"error"`, or `"impute"`, which hands `NA` to `preprocess`.
#' @param columns What the columns mean, for the card, the schema, the page and the
#'   sentences of errors: a named list with a text per column (its title), or a list of
#'   `title`, `description`, `unit` and `default` (the value of a column that a request
#'   leaves out).
#' @param choose Named list of arguments for `predict()`, where the fit has no default
#'   of its own, such as `list(s = 0.01)` for the lambda of a glmnet path; and
#'   `list(times = c(90, 365))` or `list(quantiles = c(0.1, 0.5, 0.9))` for a model that
#'   then answers with survival or quantiles unless a request asks for something else.
#' @param proof `TRUE`: before anything is written, a fresh R serves the model, and its
#'   answers must be what `predict()` says in this session, for every level of every
#'   factor and the quantiles of every number. What `predict(fit, data)` gives, to be
#'   compared too: numbers, labels, or a matrix. `FALSE` skips the proof; the card says
#'   so, and the serving process has nothing to compare its answers with.
#' @return The path of `model.rds`, invisibly. An error, and no file is changed, where
#'   the model cannot be served as it predicts here.
#' @export
save_model <- function(
  fit,
  name,
  data,
  title = name,
  metrics = list(),
  example = data[1, , drop = FALSE],
  dir = file.path("models", "dist", name),
  preprocess = NULL,
  predict = NULL,
  inputs = NULL,
  null = c("error", "impute"),
  unseen = c("error", "impute"),
  columns = list(),
  choose = list(),
  proof = TRUE
) {
  check_name(name)
  policy <- list(null = match.arg(null), unseen = match.arg(unseen))
  model <- as_saved(
    fit,
    data,
    preprocess,
    predict,
    inputs,
    policy,
    choose,
    columns
  )
  check_data(model, data)
  check_chosen_shape(model)
  check_columns(columns, model)
  staged <- tempfile("model-", fileext = ".rds")
  on.exit(unlink(staged))
  saveRDS(model, staged)
  golden <- if (!isFALSE(proof)) {
    prove_model(staged, fit, model, data, example, proof)
  }
  card <- model_card(
    model,
    name,
    data,
    title,
    metrics,
    example,
    staged,
    columns
  )
  card$proof <- if (is.null(golden)) "skipped" else "passed"
  card$golden <- golden
  invisible(write_model(staged, card, dir))
}

# Helpers ----

write_model <- function(staged, card, dir) {
  dir.create(dir, recursive = TRUE, showWarnings = FALSE)
  file <- file.path(dir, "model.rds")
  file.copy(staged, file, overwrite = TRUE)
  writeLines(
    unclass(to_json(card)),
    file.path(dir, "model.json"),
    useBytes = TRUE
  )
  file
}

# The fit alone where it knows enough, else a prepared_model(). The types of the
# columns are those of `data`, never guessed.
as_saved <- function(
  fit,
  data,
  preprocess = NULL,
  predict = NULL,
  inputs = NULL,
  policy = list(null = "error", unseen = "error"),
  choose = list(),
  columns = list()
) {
  defaults <- Filter(Negate(is.null), lapply(columns, column_default))
  plain <- is.null(preprocess) && is.null(predict) && length(choose) == 0
  same_policy <- policy$null == "error" && policy$unseen == "error"
  if (is_forecast(fit)) {
    is_plain <- plain && same_policy && is.null(inputs) && length(defaults) == 0
    return(saved_forecast(fit, is_plain))
  }
  own <- if (is.null(inputs)) own_inputs(fit)
  taken <- columns_of(inputs, own, fit, data)
  taken <- lapply(taken, with_default, defaults)
  if (plain && same_policy && identical(taken, own) && knows_outcome(fit)) {
    return(fit)
  }
  outcome <- if (is.null(predict)) saved_outcome(fit, data, taken)
  model <- prepared_model(
    fit,
    taken,
    preprocess,
    predict,
    policy,
    outcome,
    choose
  )
  if (is.null(outcome)) {
    model$outcome <- outcome_of(model, data)
  }
  model
}

# What the fit itself says of its columns, NULL where that is not enough.
own_inputs <- function(fit) {
  tryCatch(model_inputs(as_kind(fit, "to be saved")), init_error = \(e) NULL)
}

# The columns with the types of `data`; the levels are the fit's, where it knows them:
# it may have been fitted on fewer.
columns_of <- function(inputs, own, fit, data) {
  if (is.null(inputs)) {
    inputs <- if (is.null(own)) {
      column_names(as_kind(fit, "to be saved"), data)
    } else {
      input_names(own)
    }
  }
  own <- as.list(own)
  missing <- setdiff(inputs, names(data))
  if (length(missing) > 0) {
    refuse_data(missing)
  }
  names(own) <- input_names(own)
  lapply(inputs, \(name) {
    seen <- input_from_values(name, data[[name]])
    known <- own[[name]]
    if (agrees(known, seen)) known else seen
  })
}

input_names <- function(inputs) {
  vapply(as.list(inputs), `[[`, "", "name")
}

# Levels in the fit's order, or a number that it takes for a level.
agrees <- function(known, seen) {
  if (is.null(known)) {
    return(FALSE)
  }
  known$type == seen$type ||
    (known$type == "integer" && seen$type == "number") ||
    (known$type == "factor" && seen$type %in% c("string", "number"))
}

check_name <- function(name) {
  if (!is_string(name) || !grepl("^[A-Za-z0-9][A-Za-z0-9_-]*$", name)) {
    init_abort(
      "Model.BadName",
      "A model's name stands in URLs, so \"",
      name,
      "\" must be letters, digits, _ and - only."
    )
  }
}

check_data <- function(model, data) {
  kind <- as_kind(model, "to be saved")
  required <- input_names(model_inputs(kind))
  if (inherits(kind, "forecast_fit") && is_steps_model(kind)) {
    # `h` is a request's alone.
    required <- character()
  }
  missing <- setdiff(required, names(data))
  if (length(missing) > 0) refuse_data(missing)
}

refuse_data <- function(missing) {
  init_abort(
    "Model.BadData",
    "`data` lacks ",
    paste0("`", missing, "`", collapse = ", "),
    ", which a request is to give: give the rows that the fit was fitted on."
  )
}
