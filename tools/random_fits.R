# Random fits of random formulas: what the service answers for a row is what predict()
# says, or the fit is refused when it is loaded; a right row is never refused. The
# references below are written for this test alone.
#
# Rscript tools/random_fits.R FITS SEED; FUZZ_SECONDS goes on for that long instead.
suppressPackageStartupMessages({
  library(splines)
  library(randomForest)
})
service <- asNamespace("modelservice")

source("tools/random_fits_kinds.R")

as_json_rows <- function(rows) {
  rows[] <- lapply(rows, \(column) {
    if (is.factor(column) || inherits(column, "Date")) {
      as.character(column)
    } else {
      column
    }
  })
  lambdaruntime::to_json(list(instances = rows))
}

# -> "served", or "refused" at load; anything else is a fault.
try_fit <- function(made, rows) {
  model <- tryCatch(
    {
      model <- service$new_model(
        unserialize(serialize(made$fit, NULL)),
        "m",
        "abc"
      )
      service$warm_up(model)
      model
    },
    init_error = \(e) NULL
  )
  if (is.null(model)) {
    return("refused")
  }
  body <- charToRaw(unclass(as_json_rows(rows)))
  request <- service$new_request("POST", "/", body, "r")
  table <- service$read_table(request, model$plan)
  result <- service$predict_table(model, table, service$default_options())
  answers <- service$prediction_elements(result$predicted, result$shape)
  said <- made$said(rows)
  said$value <- if (!is.null(said$value)) as.matrix(said$value)
  for (i in seq_len(nrow(rows))) {
    element <- service$expected_element(said, i)
    if (!service$is_answer(as.list(answers)[[i]], element)) {
      return(paste("row", i, "is another answer"))
    }
  }
  "served"
}

one_fit <- function(seed) {
  set.seed(seed)
  kind <- sample(names(kinds), 1)
  data <- make_data()
  made <- tryCatch(suppressWarnings(kinds[[kind]](data)), error = \(e) NULL)
  if (is.null(made)) {
    return(c(kind, "not fitted"))
  }
  rows <- data[sample(nrow(data), 3), ]
  # What R itself cannot predict has no right answer.
  if (is.null(tryCatch(suppressWarnings(made$said(rows)), error = \(e) NULL))) {
    return(c(kind, "not fitted"))
  }
  outcome <- tryCatch(
    suppressWarnings(suppressMessages(try_fit(made, rows))),
    error = conditionMessage
  )
  if (!outcome %in% c("served", "refused")) {
    formula <- tryCatch(deparse(stats::formula(made$fit)), error = \(e) "")
    message("seed ", seed, ": ", kind, " ", formula[1], ": ", outcome)
  }
  c(kind, outcome)
}

arguments <- as.integer(commandArgs(trailingOnly = TRUE))
seconds <- as.numeric(Sys.getenv("FUZZ_SECONDS", "0"))
end <- proc.time()[["elapsed"]] + seconds
seed <- arguments[2]
tried <- list()
while (length(tried) < arguments[1] || proc.time()[["elapsed"]] < end) {
  tried <- c(tried, list(one_fit(seed)))
  seed <- seed + 1L
}
outcomes <- table(
  kind = vapply(tried, `[[`, "", 1),
  outcome = vapply(
    tried,
    \(one) {
      if (one[2] %in% c("served", "refused", "not fitted")) one[2] else "WRONG"
    },
    ""
  )
)
print(outcomes)
if ("WRONG" %in% colnames(outcomes)) {
  quit(status = 1)
}
