# Rows to try a model with, in the types of `data`: every level of every factor, the
# quantiles of every number, each with others of the other columns, and the example.
# They are drawn column by column, so that no row of the training data is among them but
# by chance.
proof_rows <- function(inputs, data, example) {
  values <- lapply(inputs, \(input) proof_values(input, data[[input$name]]))
  names(values) <- vapply(inputs, `[[`, "", "name")
  if (length(values) == 0) {
    return(data.frame(row.names = 1:2))
  }
  n <- max(lengths(values), 8L) + 2L
  columns <- lapply(seq_along(values), \(j) {
    # Another step for each column: their values meet in ever new pairs.
    at <- (seq_len(n) * (2L * j - 1L) + j) %% length(values[[j]]) + 1L
    first <- seq_along(values[[j]])
    at[first] <- (first + j) %% length(first) + 1L
    values[[j]][at]
  })
  names(columns) <- names(values)
  rows <- as_rows(columns, n)
  with_example(rows, example)
}

# The rows as a client sends them.
as_records <- function(rows, inputs) {
  lapply(seq_len(nrow(rows)), \(i) {
    cells <- lapply(inputs, \(input) sent_cell(rows[[input$name]], i))
    names(cells) <- vapply(inputs, `[[`, "", "name")
    cells
  })
}

# Helpers ----

proof_values <- function(input, values) {
  if (is.matrix(values)) {
    values <- values[, 1]
  }
  if (!is.null(input$levels) && input$type == "number") {
    return(as.numeric(input$levels))
  }
  if (input$type == "factor") {
    return(as_factor(c(input$levels, if (input$null_level) NA), input))
  }
  if (is.logical(values)) {
    return(c(TRUE, FALSE))
  }
  if (is.character(values)) {
    return(if (is.null(input$levels)) unique_values(values) else input$levels)
  }
  at <- c(0, 0.1, 0.25, 0.5, 0.75, 0.9, 1)
  quantiles <- stats::quantile(
    values,
    at,
    names = FALSE,
    na.rm = TRUE,
    type = 1
  )
  if (inherits(values, "POSIXct")) {
    # Whole seconds, which text holds.
    quantiles <- structure(
      floor(as.numeric(quantiles)),
      class = class(values),
      tzone = attr(values, "tzone")
    )
  }
  unique(if (is.object(values)) quantiles else with_middles(quantiles, values))
}

# Quantiles are values of the data: of a model of one number each row would be a row of
# the training data, and none could be golden. Whole numbers stay whole.
with_middles <- function(quantiles, values) {
  middles <- (quantiles[-1] + quantiles[-length(quantiles)]) / 2
  is_whole <- all(values == round(values), na.rm = TRUE)
  c(quantiles, if (is_whole) round(middles) else middles)
}

unique_values <- function(values) {
  unique <- sort(unique(values[!is.na(values)]))
  unique[seq_len(min(length(unique), 50L))]
}

# The card's example, where it is complete.
with_example <- function(rows, example) {
  columns <- example[names(rows)]
  if (anyNA(columns)) {
    return(rows)
  }
  added <- tryCatch(rbind(rows, columns), error = \(e) rows)
  row.names(added) <- NULL
  added
}

sent_cell <- function(column, i) {
  cell <- if (is.matrix(column)) column[i, 1] else column[i]
  if (is.na(cell)) {
    return(NULL)
  }
  if (inherits(cell, "POSIXct")) {
    return(format(cell, "%Y-%m-%dT%H:%M:%SZ", tz = "UTC"))
  }
  if (is.factor(cell) || inherits(cell, "Date")) {
    as.character(cell)
  } else {
    unname(cell)
  }
}
