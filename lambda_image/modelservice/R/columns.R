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

# The columns as read_rows() uses them: the numbers, most of most models, apart.
plan_columns <- function(inputs) {
  is_number <- vapply(inputs, \(input) input$type == "number", NA)
  names <- vapply(inputs, `[[`, "", "name")
  list(
    inputs = inputs,
    names = names,
    numbers = names[is_number],
    others = inputs[!is_number]
  )
}

# Records to a data frame of the planned columns, in the model's types. Every
# cell that does not fit is told, all at once; extra fields are ignored.
read_rows <- function(records, plan) {
  check_records(records)
  columns <- fitting_columns(records, plan)
  if (is.null(columns)) {
    refuse_cells(records, plan$inputs)
  }
  structure(
    columns[plan$names],
    class = "data.frame",
    row.names = .set_row_names(length(records))
  )
}

# Helpers ----

check_records <- function(records) {
  wrong <- which(!vapply(records, is_object, NA))
  if (length(wrong) == 0) {
    return(invisible())
  }
  refuse_rows(lapply(wrong, \(i) {
    list(
      pointer = pointer(i),
      code = "wrong_type",
      detail = "A row must be an object of column names and values."
    )
  }))
}

# All columns when every cell fits, else NULL: vapply() stops at the first that
# does not, and refuse_cells() then tells which and why.
fitting_columns <- function(records, plan) {
  tryCatch(
    c(
      number_columns(records, plan$numbers),
      other_columns(records, plan$others)
    ),
    error = \(e) NULL
  )
}

# In one pass over the records.
number_columns <- function(records, names) {
  n <- length(names)
  if (n == 0) {
    return(list())
  }
  cells <- vapply(records, number_cells, numeric(n), names, USE.NAMES = FALSE)
  dim(cells) <- c(n, length(records))
  columns <- lapply(seq_len(n), \(i) cells[i, ])
  names(columns) <- names
  columns
}

number_cells <- function(record, names) {
  cells <- .subset(record, names)
  for (cell in cells) {
    # vapply() would take true for 1, and an array of one for its value.
    if (!is.numeric(cell) || is.object(cell) || length(cell) != 1L) {
      return(NULL)
    }
    if (!is.finite(cell)) return(NULL)
  }
  unlist(cells, use.names = FALSE)
}

other_columns <- function(records, inputs) {
  columns <- lapply(inputs, other_column, records)
  names(columns) <- vapply(inputs, `[[`, "", "name")
  columns
}

other_column <- function(input, records) {
  is_boolean <- input$type == "boolean"
  is_type <- if (is_boolean) is.logical else is.character
  values <- vapply(
    records,
    \(record) {
      value <- .subset2(record, input$name)
      if (is_type(value) && !is.object(value)) value
    },
    if (is_boolean) NA else "",
    USE.NAMES = FALSE
  )
  if (is_boolean) {
    return(values)
  }
  if (!is.null(input$levels)) {
    stopifnot(values %in% input$levels)
  }
  if (input$type == "string") {
    return(values)
  }
  factor(values, levels = input$levels, ordered = input$ordered)
}

refuse_cells <- function(records, inputs) {
  refuse_rows(unlist(lapply(inputs, cell_errors, records), recursive = FALSE))
}

cell_errors <- function(input, records) {
  codes <- vapply(records, check_cell, "", input)
  bad <- which(codes != "")
  lapply(bad, \(i) {
    list(
      pointer = pointer(i, input$name),
      code = codes[[i]],
      detail = cell_sentence(codes[[i]], input)
    )
  })
}

refuse_rows <- function(errors) {
  n <- length(errors)
  service_abort(
    "invalid-input",
    if (n == 1) {
      "One value does not fit: "
    } else {
      paste(n, "values do not fit, the first: ")
    },
    errors[[1]]$detail,
    errors = errors
  )
}

# RFC 6901, as a URI fragment; rows count from 0.
pointer <- function(row, name = NULL) {
  at <- paste0("#/", row - 1L)
  if (is.null(name)) {
    return(at)
  }
  name <- gsub("/", "~1", gsub("~", "~0", name, fixed = TRUE), fixed = TRUE)
  paste0(at, "/", encode_segment(name))
}
