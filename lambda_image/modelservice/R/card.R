# What model.json says of a model: what it is, requires and answers, how good it is
# and what it was fitted on.
model_card <- function(model, name, data, title, metrics, example, file) {
  inputs <- new_plan(model_inputs(model), model_policy(model))$inputs
  outcome <- model_outcome(model)
  columns <- vapply(inputs, `[[`, "", "name")
  card <- list(
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
  response <- model_response(model)
  card$outcome <- response_name(response)
  card$outcome_summary <- response_summary(response, data)
  card
}

# Helpers ----

plain_cell <- function(x) {
  if (inherits(x, "POSIXct")) {
    return(format(x, "%Y-%m-%dT%H:%M:%SZ", tz = "UTC"))
  }
  if (is.factor(x) || inherits(x, "Date")) as.character(x) else x
}
