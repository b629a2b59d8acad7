# What the service answers to the rows of `data`, sent as records: all in one request,
# and each alone. -> list(batch, single), each as the elements of `predictions`.
both_ways <- function(fit, data, ...) {
  model <- suppressMessages(a_model(fit))
  options <- utils::modifyList(default_options(), list(...))
  records <- as_records(data, model$plan$inputs)
  ask <- \(records) {
    table <- new_table(length(records), records = records)
    json_answer(model, predict_table(model, table, options))$predictions
  }
  list(
    batch = as.list(ask(records)),
    single = lapply(records, \(record) as.list(ask(list(record)))[[1]])
  )
}

expect_values <- function(fit, data, values, ...) {
  answers <- both_ways(fit, data, ...)
  expect_identical(answers$single, answers$batch)
  testthat::expect_equal(
    unlist(answers$batch),
    as.vector(values),
    tolerance = 1e-12
  )
}

# Labels, and probabilities with a column per label, or neither.
expect_labels <- function(fit, data, labels, probabilities = NULL, ...) {
  answers <- both_ways(fit, data, ...)
  expect_identical(answers$single, answers$batch)
  said <- vapply(answers$batch, `[[`, "", "label")
  testthat::expect_identical(said, as.character(labels))
  testthat::expect_identical(
    is.null(answers$batch[[1]]$probabilities),
    is.null(probabilities)
  )
  if (!is.null(probabilities)) {
    given <- t(vapply(
      answers$batch,
      \(e) unlist(e$probabilities),
      numeric(ncol(probabilities))
    ))
    wanted <- as.matrix(probabilities)[, colnames(given)]
    testthat::expect_equal(given, wanted, tolerance = 1e-12, ignore_attr = TRUE)
  }
}

# The columns of a fit: name -> type, with the levels where it has them.
columns_of_fit <- function(fit) {
  inputs <- model_inputs(as_kind(fit, "m"))
  types <- lapply(inputs, \(input) {
    if (is.null(input$levels)) input$type else input$levels
  })
  stats::setNames(types, vapply(inputs, `[[`, "", "name"))
}

# The code of the error that a cell gets, "" where it is taken.
code_of_cell <- function(fit, record) {
  plan <- new_plan(model_inputs(as_kind(fit, "m")))
  table <- new_table(1L, records = list(record))
  tryCatch(
    {
      read_rows(table, plan)
      ""
    },
    service_error = \(e) e$errors[[1]]$code
  )
}
