#' One column that a model wants
#'
#' @param name The column's name, as `predict()` wants it.
#' @param type `"number"`, `"boolean"`, `"string"` or `"factor"`.
#' @param levels The allowed values of a factor or string, in order.
#' @param ordered Whether the factor is ordered.
#' @export
input_column <- function(name, type, levels = NULL, ordered = FALSE) {
  list(name = name, type = type, levels = levels, ordered = ordered)
}

# Records to a data frame of the model's columns, in the model's types. Every
# cell that does not fit is told, all at once; extra fields are ignored.
read_rows <- function(records, inputs) {
  check_records(records)
  data <- fast_columns(inputs, records)
  if (is.null(data)) {
    errors <- unlist(lapply(inputs, cell_errors, records), recursive = FALSE)
    refuse_rows(errors)
  }
  names(data) <- vapply(inputs, `[[`, "", "name")
  structure(data, class = "data.frame", row.names = .set_row_names(length(records)))
}

# Helpers ----

check_records <- function(records) {
  wrong <- which(!vapply(records, is_object, NA))
  if (length(wrong) == 0) return(invisible())
  refuse_rows(lapply(wrong, \(i) {
    list(
      pointer = pointer(i), code = "wrong_type",
      detail = "A row must be an object of column names and values."
    )
  }))
}

refuse_rows <- function(errors) {
  n <- length(errors)
  service_abort(
    "invalid-input",
    if (n == 1) "One value does not fit: " else paste(n, "values do not fit, the first: "),
    errors[[1]]$detail,
    errors = errors
  )
}

# RFC 6901, as a URI fragment; rows count from 0.
pointer <- function(row, name = NULL) {
  at <- paste0("#/", row - 1L)
  if (is.null(name)) return(at)
  name <- gsub("/", "~1", gsub("~", "~0", name, fixed = TRUE), fixed = TRUE)
  paste0(at, "/", encode_segment(name))
}

# All cells of all columns when every one is a scalar of the right type that
# fits; else NULL, and cell_errors() tells which and why.
fast_columns <- function(inputs, records) {
  columns <- vector("list", length(inputs))
  for (i in seq_along(inputs)) {
    column <- tryCatch(fast_column(inputs[[i]], records), error = \(e) NULL)
    if (is.null(column)) return(NULL)
    columns[[i]] <- column
  }
  columns
}

fast_column <- function(input, records) {
  type <- switch(input$type, number = 0, boolean = NA, "")
  is_type <- switch(input$type, number = is.numeric, boolean = is.logical, is.character)
  name <- input$name
  values <- vapply(records, \(record) {
    value <- .subset2(record, name)
    # vapply() takes true for 1, and an array of one for its value.
    if (is_type(value) && !is.object(value)) value
  }, type)
  if (!all_fit(values, input)) return(NULL)
  if (input$type != "factor") return(values)
  factor(values, levels = input$levels, ordered = input$ordered)
}

all_fit <- function(values, input) {
  switch(input$type,
    number = all(is.finite(values)),
    boolean = !anyNA(values),
    is.null(input$levels) || all(values %in% input$levels)
  )
}

cell_errors <- function(input, records) {
  codes <- vapply(records, check_cell, "", input)
  bad <- which(codes != "")
  lapply(bad, \(i) {
    list(
      pointer = pointer(i, input$name), code = codes[[i]],
      detail = cell_sentence(codes[[i]], input)
    )
  })
}
