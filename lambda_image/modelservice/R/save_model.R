#' Save a fitted model with its card
#'
#' Writes `model.rds`, exactly as `saveRDS(fit)` would, and `model.json`, which
#' says what the model is, what it wants, what it answers and how good it is.
#'
#' @param fit A fitted model of a kind the service knows.
#' @param name Short name, as it stands in URLs: letters, digits, `_` and `-`.
#' @param data The training rows, a data frame; summarized in the card.
#' @param title One line for people.
#' @param metrics Named list of numbers, measured on rows the fit did not see.
#' @param example The record that the card and its documentation show.
#' @param dir Folder to write to, made if missing.
#' @return The path of `model.rds`, invisibly.
#' @export
save_model <- function(
  fit,
  name,
  data,
  title = name,
  metrics = list(),
  example = data[1, ],
  dir = file.path("models", "dist", name)
) {
  check_save(name, data, fit)
  dir.create(dir, recursive = TRUE, showWarnings = FALSE)
  file <- file.path(dir, "model.rds")
  saveRDS(fit, file)
  card <- model_card(fit, name, data, title, metrics, example, file)
  writeLines(
    unclass(to_json(card)),
    file.path(dir, "model.json"),
    useBytes = TRUE
  )
  invisible(file)
}

# Helpers ----

check_save <- function(name, data, fit) {
  if (!grepl("^[A-Za-z0-9][A-Za-z0-9_-]*$", name)) {
    init_abort(
      "Model.BadName",
      "A model's name stands in URLs, so \"",
      name,
      "\" must be letters, digits,",
      " _ and - only."
    )
  }
  wanted <- vapply(model_inputs(fit), `[[`, "", "name")
  missing <- setdiff(wanted, names(data))
  if (length(missing) > 0) {
    init_abort(
      "Model.BadData",
      "`data` lacks ",
      paste0("`", missing, "`", collapse = ", "),
      ", which the",
      " fit wants: give the rows it was fitted on."
    )
  }
}

model_card <- function(fit, name, data, title, metrics, example, file) {
  inputs <- model_inputs(fit)
  outcome <- model_outcome(fit)
  columns <- vapply(inputs, `[[`, "", "name")
  list(
    name = name,
    title = title,
    task = outcome$task,
    input_schema = input_schema(inputs, data),
    output_schema = output_schema(outcome),
    example = lapply(example[columns], plain_cell),
    metrics = metrics,
    training_summary = lapply(data[columns], column_summary),
    training_rows = nrow(data),
    versions = versions(fit),
    sha256 = digest::digest(file = file, algo = "sha256"),
    size = file.size(file)
  )
}

plain_cell <- function(x) if (is.factor(x)) as.character(x) else x

# Quantiles of numbers, counts of levels.
column_summary <- function(values) {
  if (is.numeric(values)) {
    at <- c(0, 0.05, 0.25, 0.5, 0.75, 0.95, 1)
    quantiles <- stats::quantile(values, at, names = FALSE, na.rm = TRUE)
    names(quantiles) <- paste0(at * 100, "%")
    return(list(
      mean = mean(values, na.rm = TRUE),
      missing = sum(is.na(values)),
      quantiles = as.list(quantiles)
    ))
  }
  counts <- table(values)
  list(missing = sum(is.na(values)), levels = as.list(counts))
}

versions <- function(fit) {
  packages <- model_packages(fit)
  installed <- lapply(packages, \(package) {
    format(utils::packageVersion(package))
  })
  names(installed) <- packages
  list(r = format(getRversion()), packages = installed)
}
