# What a service answers to rows of data frames, in a fit's own kind.

# A column of each part of the answers; all rows in one batch, or each alone.
served <- function(fit, rows, query = NULL, alone = FALSE) {
  model <- a_model(fit)
  options <- read_options(query, NULL, model)
  records <- as_records(rows, model$plan$inputs)
  ask <- \(records) {
    table <- new_table(length(records), records = records)
    as.data.frame(predict_table(model, table, options)$predicted)
  }
  if (alone) {
    do.call(rbind, lapply(records, \(r) ask(list(r))))
  } else {
    ask(records)
  }
}

# In a batch and alone, the answer to a request is what predict() says.
expect_served <- function(fit, rows, value, query = NULL) {
  value <- unname(as.matrix(value))
  for (alone in c(FALSE, TRUE)) {
    answer <- served(fit, rows, query, alone)
    is_number <- vapply(answer, is.numeric, NA) & names(answer) != "probability"
    expect_equal(
      unname(as.matrix(answer[is_number])),
      value,
      tolerance = 1e-12,
      ignore_attr = TRUE
    )
  }
}

# A fresh R serves the saved model, one row and several, as this session predicts.
expect_proven <- function(fit, data, ...) {
  dir <- tempfile()
  file <- suppressWarnings(save_model(fit, "m", data, dir = dir, ...))
  card <- lambdaruntime::parse_json(readLines(file.path(dir, "model.json")))
  expect_identical(card$proof, "passed")
  readRDS(file)
}

# name -> what is wrong with the cells of one record.
misfits <- function(fit, record) {
  table <- new_table(1L, records = list(record))
  refused <- error_of(read_rows(table, a_model(fit)$plan))
  codes <- vapply(refused$errors, `[[`, "", "code")
  names(codes) <- sub("^#/0/", "", vapply(refused$errors, `[[`, "", "pointer"))
  codes
}

types_of <- function(fit) {
  inputs <- model_inputs(as_kind(fit, "m"))
  types <- vapply(inputs, `[[`, "", "type")
  names(types) <- input_names(inputs)
  types
}
