# What model.json says of a model: what it is, requires and answers, how good it is
# and what it was fitted on.
model_card <- function(
  model,
  name,
  data,
  title,
  metrics,
  example,
  file,
  columns = list()
) {
  kind <- as_kind(model, name)
  inputs <- new_plan(model_inputs(kind), model_policy(kind))$inputs
  outcome <- model_outcome(kind)
  outcome$chosen <- chosen_shape(kind)
  names <- input_names(inputs)
  card <- list(
    name = name,
    title = title,
    task = outcome$task,
    input_schema = input_schema(inputs, data, columns),
    output_schema = output_schema(outcome, model_choices(kind)),
    example = card_example(inputs, example),
    metrics = metrics,
    training_summary = lapply(
      data[intersect(names, names(data))],
      column_summary
    ),
    training_rows = nrow(data),
    choices = lapply(model_choices(kind), as_listed),
    predict_call = as.list(answer_calls(kind)),
    versions = versions(kind),
    sha256 = digest::digest(file = file, algo = "sha256"),
    size = file.size(file)
  )
  response <- model_response(model)
  card$outcome <- response_name(response)
  card$outcome_summary <- response_summary(response, data)
  card
}

# Helpers ----

card_example <- function(inputs, example) {
  names <- input_names(inputs)
  if (!any(names %in% names(example))) {
    # Only of a forecast: `data` has no column of its steps.
    return(example_record(inputs))
  }
  lapply(as.list(example[names]), plain_cell)
}

# One value alone is a list in JSON, too.
as_listed <- function(choice) {
  if (is.character(choice) && length(choice) == 1) I(choice) else choice
}

plain_cell <- function(x) {
  if (is.matrix(x)) {
    x <- x[, 1]
  }
  if (inherits(x, "POSIXct")) {
    return(format(x, "%Y-%m-%dT%H:%M:%SZ", tz = "UTC"))
  }
  if (is.factor(x) || inherits(x, "Date")) as.character(x) else x
}
