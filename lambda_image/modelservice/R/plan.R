#' One column that a model requires
#'
#' @param name The column's name, as `predict()` requires it.
#' @param type `"number"`, `"integer"`, `"boolean"`, `"string"`, `"factor"`, `"date"` or
#'   `"datetime"` (ISO 8601 text in a request).
#' @param levels The allowed values of a factor, a string or a number, in order.
#' @param ordered Whether the factor is ordered.
#' @param null_level Whether null is a level of the factor (`NA`, see [addNA()]).
#' @param matrix Whether `predict()` requires the number as a matrix of one column, as
#'   [scale()] makes it.
#' @param tz The time zone in which the fit reads a `"datetime"`; `""` for UTC.
#' @param nullable Whether `predict()` takes `NA` in this column: null is then no error.
#' @param unseen What becomes of a level that is not among `levels`: `"error"`, `"impute"`
#'   (`predict()` gets `NA`) or `"keep"` (`predict()` gets it as one more level).
#' @return A list with these fields, for [model_inputs()].
#' @export
input_column <- function(
  name,
  type,
  levels = NULL,
  ordered = FALSE,
  null_level = FALSE,
  matrix = FALSE,
  tz = NULL,
  nullable = FALSE,
  unseen = "error"
) {
  if (!is_string(type) || !type %in% column_types) {
    init_abort(
      "Model.BadColumn",
      "The column `",
      name,
      "` has a type that is not one of ",
      paste(column_types, collapse = ", "),
      ": correct it in model_inputs()."
    )
  }
  list(
    name = name,
    type = type,
    levels = levels,
    ordered = ordered,
    null_level = null_level,
    matrix = matrix,
    tz = if (is.null(tz)) "" else tz,
    nullable = nullable,
    unseen = unseen
  )
}

# What a model requires of a row: its columns as read_rows() uses them, with the
# numbers apart, which are most columns of most models. `policy` says what becomes of
# null and of unseen levels ("error", "impute").
new_plan <- function(
  inputs,
  policy = list(null = "error", unseen = "error")
) {
  inputs <- lapply(inputs, \(input) {
    input$numeric_levels <- has_numeric_levels(input$levels)
    input$policy <- column_policy(input, policy)
    input
  })
  is_number <- vapply(inputs, is_plain_number, NA)
  names <- vapply(inputs, `[[`, "", "name")
  list(
    inputs = inputs,
    names = names,
    numbers = names[is_number],
    others = inputs[!is_number]
  )
}

# Helpers ----

# Of a column: what the model does with all of them, or what the fit does with this one.
column_policy <- function(input, policy) {
  # A model that was saved before columns had these fields has neither.
  if (isTRUE(input$nullable)) {
    policy$null <- "impute"
  }
  if (policy$unseen == "error" && !is.null(input$unseen)) {
    policy$unseen <- input$unseen
  }
  policy
}

is_plain_number <- function(input) {
  input$type == "number" && is.null(input$levels) && !input$matrix
}

column_types <- c(
  c("number", "integer", "boolean", "string", "factor"),
  c("date", "datetime")
)
