# The training data as a card shows it, without a row of it: of numbers the
# quantiles and a histogram, of anything else how often each level occurs.
column_summary <- function(values) {
  if (is.matrix(values)) {
    values <- values[, 1]
  }
  if (!is.numeric(values) || is.object(values)) {
    counts <- table(as.character(values))
    return(list(
      missing = sum(is.na(values)),
      levels = as.list(counts)
    ))
  }
  at <- c(0, 0.05, 0.25, 0.5, 0.75, 0.95, 1)
  quantiles <- stats::quantile(values, at, names = FALSE, na.rm = TRUE)
  names(quantiles) <- paste0(at * 100, "%")
  summary <- list(
    mean = mean(values, na.rm = TRUE),
    missing = sum(is.na(values)),
    quantiles = as.list(quantiles)
  )
  summary$histogram <- histogram(values[is.finite(values)])
  summary
}

# The outcome as the fit's formula has it, such as `medv` or `log(medv)`, which is
# also the scale of its predictions. NULL where there is no formula, or where an
# own `predict` may answer on another scale. Of Surv(time, event) it is the time.
model_response <- function(model) {
  if (inherits(model, "prepared_model")) {
    return(if (is.null(model$predict)) model_response(model$fit))
  }
  terms <- tryCatch(stats::terms(inner_fit(model)), error = \(e) NULL)
  place <- attr(terms, "response")
  if (length(place) == 1 && place > 0) {
    time_of(attr(terms, "variables")[[place + 1]])
  }
}

response_name <- function(response) {
  if (!is.null(response)) paste(deparse(response), collapse = " ")
}

# The same summary of it; NULL where `data` does not have it as one column.
response_summary <- function(response, data) {
  values <- tryCatch(eval(response, data, baseenv()), error = \(e) NULL)
  if (
    is.atomic(values) && is.null(dim(values)) && length(values) == nrow(data)
  ) {
    column_summary(values)
  }
}

# Helpers ----

time_of <- function(response) {
  is_pair <- is.call(response) && length(response) == 3
  if (is_pair && call_name(response) == "Surv") response[[2]] else response
}

# Counts between round breaks; a value on a break counts below it, the least above.
histogram <- function(values) {
  if (length(values) == 0 || min(values) == max(values)) {
    return(NULL)
  }
  breaks <- signif(pretty(values, 15), 10)
  bins <- findInterval(
    values,
    breaks,
    left.open = TRUE,
    rightmost.closed = TRUE
  )
  list(breaks = I(breaks), counts = I(tabulate(bins, length(breaks) - 1)))
}
