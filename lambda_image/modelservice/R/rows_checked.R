# The slow way to a data frame: each cell by itself, since one does not fit as it
# is. -> list(rows, bad, errors)
checked_rows <- function(table, plan, keep_bad) {
  strange <- strange_rows(table, plan)
  columns <- lapply(plan$inputs, checked_column, table, strange)
  errors <- c(
    lapply(strange, strange_error, plan),
    unlist(lapply(columns, `[[`, "errors"), recursive = FALSE)
  )
  if (length(errors) > 0 && !keep_bad) {
    refuse_rows(errors)
  }
  bad <- sort(unique(c(strange, unlist(lapply(columns, `[[`, "bad")))))
  good <- setdiff(seq_len(table$n), bad)
  values <- lapply(columns, \(column) column$values[good])
  names(values) <- plan$names
  list(rows = as_rows(values, length(good)), bad = bad, errors = errors)
}

# A row that is not an object gets its own error: it has no cells.
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

# Helpers ----

# Rows with fields of which none is a column of the model: something else was sent,
# such as an event of another AWS service. One error says so, not one per column.
strange_rows <- function(table, plan) {
  is_strange <- \(fields) {
    length(fields) > 0 && !any(plan$names %in% names(fields))
  }
  if (length(plan$names) == 0) {
    return(integer())
  }
  if (is.null(table$records)) {
    return(if (is_strange(table$columns)) seq_len(table$n) else integer())
  }
  which(vapply(table$records, is_strange, NA))
}

strange_error <- function(row, plan) {
  list(
    pointer = pointer(row),
    code = "no_columns",
    detail = paste0(
      "The row has none of the model's columns: give ",
      listed(plan$names, quote = "`"),
      "."
    )
  )
}

# -> list(values, bad, errors); a bad cell's value is NA. Cells of the rows in `skip`
# are not looked at.
checked_column <- function(input, table, skip) {
  cells <- column_cells(input$name, table, input$default)
  if (table$text) {
    cells <- lapply(cells, cell_from_text, input)
  }
  codes <- vapply(cells, check_cell, "", input)
  bad <- setdiff(which(!codes %in% c("", "imputed")), skip)
  cells[codes != ""] <- list(NA)
  list(
    values = column_values(cell_values(cells, input), input),
    bad = bad,
    errors = lapply(bad, \(i) cell_error(i, codes[[i]], input))
  )
}

# A column as a list of cells: NULL for null; where there is none the column's default,
# else `absent`.
column_cells <- function(name, table, default = NULL) {
  absent <- if (is.null(default)) absent else default
  if (!is.null(table$records)) {
    return(lapply(table$records, \(record) {
      if (name %in% names(record)) .subset2(record, name) else absent
    }))
  }
  if (!name %in% names(table$columns)) {
    return(rep(list(absent), table$n))
  }
  cells <- as.list(unclass(table$columns[[name]]))
  lapply(cells, \(cell) if (length(cell) == 1 && is.na(cell)) NULL else cell)
}

absent <- structure(list(), class = "absent_cell")

cell_values <- function(cells, input) {
  if (is_numeric_type(input)) {
    return(vapply(cells, as.numeric, 0, USE.NAMES = FALSE))
  }
  if (input$type == "boolean") {
    return(vapply(cells, as.logical, NA, USE.NAMES = FALSE))
  }
  vapply(cells, \(cell) cell_text(cell, input), "", USE.NAMES = FALSE)
}

# A level that looks like a number may be given as one: the level it equals.
cell_text <- function(cell, input) {
  known <- if (is.numeric(cell)) match(cell, as.numeric(input$levels))
  if (is.null(known) || is.na(known)) {
    return(as.character(cell))
  }
  input$levels[known]
}

cell_error <- function(row, code, input) {
  list(
    pointer = pointer(row, input$name),
    code = code,
    detail = cell_sentence(code, input)
  )
}

refuse_rows <- function(errors) {
  service_abort(
    "invalid-input",
    misfit_count(errors),
    if (length(errors) == 1) ": " else ", the first: ",
    errors[[1]]$detail,
    errors = errors
  )
}

# "One value does not fit", or rows where the first error is of a whole row.
misfit_count <- function(errors) {
  is_row <- !grepl("^#/\\d+/", errors[[1]]$pointer)
  what <- if (is_row) "row" else "value"
  n <- length(errors)
  if (n == 1) {
    paste("One", what, "does not fit")
  } else {
    paste0(n, " ", what, "s do not fit")
  }
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
