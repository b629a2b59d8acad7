# The slow way to a data frame: each cell by itself, since one does not fit as it
# is. -> list(rows, bad, errors)
checked_rows <- function(table, plan, keep_bad) {
  columns <- lapply(plan$inputs, checked_column, table)
  errors <- unlist(lapply(columns, `[[`, "errors"), recursive = FALSE)
  if (length(errors) > 0 && !keep_bad) {
    refuse_rows(errors)
  }
  bad <- sort(unique(unlist(lapply(columns, `[[`, "bad"))))
  good <- setdiff(seq_len(table$n), bad)
  values <- lapply(columns, \(column) column$values[good])
  names(values) <- plan$names
  list(rows = as_rows(values, length(good)), bad = bad, errors = errors)
}

# A row that is no object is told by itself: it has no cells.
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

# -> list(values, bad, errors); a bad cell's value is NA.
checked_column <- function(input, table) {
  cells <- column_cells(input$name, table)
  if (isTRUE(table$text)) {
    cells <- lapply(cells, cell_from_text, input)
  }
  codes <- vapply(cells, check_cell, "", input)
  bad <- which(!codes %in% c("", "imputed"))
  cells[codes != ""] <- list(NA)
  list(
    values = column_values(cell_values(cells, input), input),
    bad = bad,
    errors = lapply(bad, \(i) cell_error(i, codes[[i]], input))
  )
}

# A column as a list of cells: NULL for null, `absent` where there is none.
column_cells <- function(name, table) {
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
  if (input$type == "number") {
    return(vapply(cells, as.numeric, 0, USE.NAMES = FALSE))
  }
  if (input$type == "boolean") {
    return(vapply(cells, as.logical, NA, USE.NAMES = FALSE))
  }
  vapply(cells, \(cell) cell_text(cell, input), "", USE.NAMES = FALSE)
}

# A level that looks like a number may be given as one: the level it equals.
cell_text <- function(cell, input) {
  if (is.numeric(cell)) {
    return(input$levels[match(cell, as.numeric(input$levels))])
  }
  as.character(cell)
}

cell_error <- function(row, code, input) {
  list(
    pointer = pointer(row, input$name),
    code = code,
    detail = cell_sentence(code, input)
  )
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
