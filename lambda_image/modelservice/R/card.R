# What model.json says of a model: what it is, wants and answers, how good it is
# and what it was fitted on.
model_card <- function(model, name, data, title, metrics, example, file) {
  inputs <- plan_columns(model_inputs(model), model_policy(model))$inputs
  outcome <- model_outcome(model)
  columns <- vapply(inputs, `[[`, "", "name")
  list(
    name = name,
    title = title,
    task = outcome$task,
    input_schema = input_schema(inputs, data),
    output_schema = output_schema(outcome, model_choices(model)),
    example = lapply(as.list(example[columns]), plain_cell),
    metrics = metrics,
    training_summary = lapply(data[columns], column_summary),
    training_rows = nrow(data),
    choices = model_choices(model),
    versions = versions(model),
    sha256 = digest::digest(file = file, algo = "sha256"),
    size = file.size(file)
  )
}

# Helpers ----

plain_cell <- function(x) {
  if (inherits(x, "POSIXct")) {
    return(format(x, "%Y-%m-%dT%H:%M:%SZ", tz = "UTC"))
  }
  if (is.factor(x) || inherits(x, "Date")) as.character(x) else x
}

# Quantiles of numbers, counts of levels.
column_summary <- function(values) {
  if (!is.numeric(values) || is.object(values)) {
    counts <- table(as.character(values))
    return(list(
      missing = sum(is.na(values)),
      levels = as.list(counts)
    ))
  }
  at <- c(0, 0.05, 0.25, 0.5, 0.75, 0.95, 1)
  quantiles <- stats::quantile(values, at, names = FALSE, na.rm = TRUE)
  names(quantiles) <- paste0(at * 100, "%")
  list(
    mean = mean(values, na.rm = TRUE),
    missing = sum(is.na(values)),
    quantiles = as.list(quantiles)
  )
}
