# JSON Schema of one element of `predictions`: of the default, and of every other form
# that a request may choose. `outcome` is what model_outcome() says, with the times or
# quantiles `chosen` when the model was saved.
output_schema <- function(outcome, choices) {
  if (identical(outcome$task, "forecast")) {
    return(forecast_schema(outcome$interval))
  }
  forms <- c(
    chosen_forms(outcome$chosen),
    plain_forms(outcome, choices),
    if (length(choices$interval) > 1) list(interval_schema()),
    if (!is.null(choices$se)) list(numbers_schema(c("value", "se"))),
    if (!is.null(choices$times)) list(survival_schema()),
    if (!is.null(choices$quantiles)) list(quantiles_schema())
  )
  forms <- unique(forms)
  if (length(forms) == 1) forms[[1]] else list(anyOf = forms)
}

# Helpers ----

number_schema <- list(type = I(c("number", "null")))

chosen_forms <- function(chosen) {
  c(
    if (!is.null(chosen$times)) list(survival_schema()),
    if (!is.null(chosen$quantiles)) list(quantiles_schema())
  )
}

plain_forms <- function(outcome, choices) {
  if (!is.null(outcome$outcomes)) {
    return(list(outcomes_schema(outcome$outcomes)))
  }
  if (!is.null(outcome$quantiles)) {
    return(list(quantiles_schema()))
  }
  if (!is.null(outcome$times)) {
    return(list(survival_schema()))
  }
  if (is.null(outcome$levels)) {
    return(list(number_schema))
  }
  # On the scale of the link there is a number per row.
  has_link <- "link" %in% choices$type
  c(list(labels_schema(outcome)), if (has_link) list(number_schema))
}

outcomes_schema <- function(outcomes) {
  properties <- rep(list(number_schema), length(outcomes))
  names(properties) <- outcomes
  list(
    type = I(c("object", "null")),
    properties = properties,
    required = I(outcomes)
  )
}

labels_schema <- function(outcome) {
  probability <- list(type = "number", minimum = 0, maximum = 1)
  probabilities <- rep(list(probability), length(outcome$levels))
  names(probabilities) <- outcome$levels
  list(
    type = I(c("object", "null")),
    properties = list(
      label = list(type = "string", enum = I(outcome$levels)),
      probability = probability,
      probabilities = list(type = "object", properties = probabilities)
    ),
    required = I("label")
  )
}

interval_schema <- function() numbers_schema(c("value", "lower", "upper"))

numbers_schema <- function(names) {
  properties <- rep(list(number_schema), length(names))
  names(properties) <- names
  list(
    type = "object",
    properties = properties,
    required = I(names)
  )
}

# The names of the members are the times and the quantiles of the request.
survival_schema <- function() {
  probability <- list(
    type = I(c("number", "null")),
    minimum = 0,
    maximum = 1
  )
  list(
    type = I(c("object", "null")),
    properties = list(
      median = number_schema,
      survival = list(type = "object", additionalProperties = probability)
    ),
    required = I(c("median", "survival"))
  )
}

quantiles_schema <- function() {
  list(
    type = I(c("object", "null")),
    properties = list(
      quantiles = list(type = "object", additionalProperties = number_schema)
    ),
    required = I("quantiles")
  )
}

forecast_schema <- function(has_interval) {
  schema <- numbers_schema(c("value", if (has_interval) c("lower", "upper")))
  schema$properties <- c(
    list(time = list(type = I(c("string", "number")))),
    schema$properties
  )
  schema$required <- I(names(schema$properties))
  schema
}
