# Options that are numbers of the client's own: `times`, `quantiles`, `h`. What
# model_choices() says of one is the JSON Schema of its value, where an option of a few
# values has these values.

#' A choice of numbers
#'
#' For [model_choices()]: an option whose value is one number or several, such as
#' `times = free_numbers(minimum = 0)`. A request gives them as `?times=100,365`, or as
#' an array in `params`.
#'
#' @param minimum,maximum Bounds of each number, which the numbers may reach; 2^53 at
#'   most.
#' @param above,below Bounds of each number, which they may not reach.
#' @param values The only numbers that there are, where there are so few.
#' @param default The numbers of an answer whose request gives none.
#' @return A list: the JSON Schema of the numbers.
#' @export
free_numbers <- function(
  minimum = NULL,
  maximum = LARGEST,
  above = NULL,
  below = NULL,
  values = NULL,
  default = NULL
) {
  item <- list(type = "number")
  item$minimum <- minimum
  item$maximum <- maximum
  item$exclusiveMinimum <- above
  item$exclusiveMaximum <- below
  if (!is.null(below)) {
    item$maximum <- NULL
  }
  if (!is.null(values)) {
    item <- list(type = "number", enum = I(values))
  }
  schema <- list(
    type = "array",
    items = item,
    minItems = 1L,
    maxItems = MOST_NUMBERS,
    uniqueItems = TRUE
  )
  schema$default <- if (!is.null(default)) I(default)
  schema
}

# Of the probabilities of quantiles.
free_quantiles <- function() free_numbers(above = 0, below = 1)

# One whole number.
whole_number <- function(minimum, maximum, default = NULL) {
  schema <- list(type = "integer", minimum = minimum, maximum = maximum)
  schema$default <- default
  schema
}

# The value of such an option -> numbers.
free_choice <- function(name, value, schema) {
  numbers <- numbers_given(value)
  several <- identical(schema$type, "array")
  most <- if (several) schema$maxItems else 1L
  item <- if (several) schema$items else schema
  good <- length(numbers) %in%
    seq_len(most) &&
    all(is.finite(numbers)) &&
    all(in_bounds(numbers, item))
  if (!good) {
    refuse_numbers(name, schema, item)
  }
  if (anyDuplicated(numbers)) {
    bad_option("The option ", name, " must give each number once.")
  }
  # -0 is 0.
  numbers + 0
}

# Helpers ----

MOST_NUMBERS <- 100L

# `"100,365"` of a query, or what stands in `params`; NA for what is not a number.
numbers_given <- function(value) {
  if (is_string(value)) {
    value <- trimws(strsplit(value, ",", fixed = TRUE)[[1]])
  }
  if (is.list(value) && all(lengths(value) == 1)) {
    value <- unlist(value)
  }
  if (is.character(value)) {
    value <- ifelse(is_json_number(value), value, NA)
    return(suppressWarnings(as.numeric(value)))
  }
  if (is.numeric(value)) as.vector(unclass(value)) else NA_real_
}

in_bounds <- function(numbers, item) {
  good <- rep(TRUE, length(numbers))
  for (name in intersect(names(number_bounds), names(item))) {
    good <- good & number_bounds[[name]](numbers, unlist(item[[name]]))
  }
  good
}

number_bounds <- list(
  minimum = `>=`,
  maximum = `<=`,
  exclusiveMinimum = `>`,
  exclusiveMaximum = `<`,
  enum = `%in%`,
  type = \(numbers, type) type != "integer" | numbers == round(numbers)
)

refuse_numbers <- function(name, schema, item) {
  bounds <- c(
    if (!is.null(item$minimum)) paste("not below", item$minimum),
    if (!is.null(item$maximum)) paste("not above", number_text(item$maximum)),
    if (!is.null(item$exclusiveMinimum)) paste("above", item$exclusiveMinimum),
    if (!is.null(item$exclusiveMaximum)) paste("below", item$exclusiveMaximum),
    if (!is.null(item$enum)) paste("one of", listed(unlist(item$enum), 20L, ""))
  )
  bounds <- paste(bounds, collapse = " and ")
  if (schema$type == "integer") {
    bad_option("The option ", name, " must be a whole number, ", bounds, ".")
  }
  bad_option(
    "The option ",
    name,
    " must be 1 to ",
    schema$maxItems,
    " numbers with commas between them, each ",
    bounds,
    "."
  )
}
