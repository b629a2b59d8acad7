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
#' @return The path of `model.rds`, invisibly.
#' @export
save_model <- function(
  fit,
  name,
  data,
  title = name,
  metrics = list(),
  example = data[1, ],
  dir = file.path("models", "dist", name),
  preprocess = NULL,
  predict = NULL,
  inputs = NULL,
  null = c("error", "impute"),
  unseen = c("error", "impute")
) {
  check_name(name)
  policy <- list(null = match.arg(null), unseen = match.arg(unseen))
  model <- as_saved(fit, data, preprocess, predict, inputs, policy)
  check_data(model, data)
  dir.create(dir, recursive = TRUE, showWarnings = FALSE)
  file <- file.path(dir, "model.rds")
  saveRDS(model, file)
  card <- model_card(model, name, data, title, metrics, example, file)
  writeLines(
    unclass(to_json(card)),
    file.path(dir, "model.json"),
    useBytes = TRUE
  )
  invisible(file)
}

# Helpers ----

# The fit alone where it knows enough, else a prepared_model().
as_saved <- function(fit, data, preprocess, predict, inputs, policy) {
  plain <- is.null(preprocess) && is.null(predict) && is.null(inputs)
  if (plain && policy$null == "error" && policy$unseen == "error") {
    return(fit)
  }
  columns <- if (is.null(inputs)) {
    model_inputs(fit)
  } else {
    columns_of(inputs, data)
  }
  outcome <- if (is.null(predict)) model_outcome(fit)
  model <- prepared_model(fit, columns, preprocess, predict, policy, outcome)
  if (is.null(outcome)) {
    model$outcome <- outcome_of(model, data)
  }
  model
}

columns_of <- function(names, data) {
  missing <- setdiff(names, names(data))
  if (length(missing) > 0) {
    refuse_data(missing)
  }
  lapply(names, \(name) input_from_values(name, data[[name]]))
}

# What an own `predict` answers, learnt from the first rows.
outcome_of <- function(model, data) {
  columns <- vapply(model$inputs, `[[`, "", "name")
  predicted <- model_predict(
    model,
    utils::head(data[columns]),
    default_options()
  )
  if (is.matrix(predicted)) {
    return(classification(colnames(predicted)))
  }
  list(task = "regression")
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
  required <- vapply(model_inputs(model), `[[`, "", "name")
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
