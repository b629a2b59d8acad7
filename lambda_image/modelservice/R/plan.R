#' One column that a model requires
#'
#' @param name The column's name, as `predict()` requires it.
#' @param type `"number"`, `"boolean"`, `"string"`, `"factor"`, `"date"` or
#'   `"datetime"` (ISO 8601 text in a request).
#' @param levels The allowed values of a factor or string, in order.
#' @param ordered Whether the factor is ordered.
#' @return A list with these four fields, for [model_inputs()].
#' @export
input_column <- function(name, type, levels = NULL, ordered = FALSE) {
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
  list(name = name, type = type, levels = levels, ordered = ordered)
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
    input$policy <- policy
    input
  })
  is_number <- vapply(inputs, \(input) input$type == "number", NA)
  names <- vapply(inputs, `[[`, "", "name")
  list(
    inputs = inputs,
    names = names,
    numbers = names[is_number],
    others = inputs[!is_number]
  )
}

# Helpers ----

column_types <- c("number", "boolean", "string", "factor", "date", "datetime")
