# Of a ranger: survival forests, and the quantiles of a forest with quantreg = TRUE.

# predict() gives the survival at every time at which somebody died.
ranger_survival <- function(fit, rows, times) {
  predicted <- predict(fit, data = rows, num.threads = 1)
  # One row drops the matrix.
  survival <- matrix(predicted$survival, nrow = nrow(rows))
  at <- findInterval(times, predicted$unique.death.times) + 1L
  reached <- survival <= 0.5
  median <- predicted$unique.death.times[max.col(reached, "first")]
  median[rowSums(reached) == 0] <- NA
  list(median = median, survival = cbind(1, survival)[, at, drop = FALSE])
}

ranger_survival_calls <- c(
  survival = paste0(
    "cbind(1, matrix(predict(fit, newdata)$survival, nrow(newdata)))[, ",
    "findInterval(times, fit$unique.death.times) + 1, drop = FALSE]"
  )
)

# predict() itself chooses no times: these are spread over those of the deaths.
usual_times <- function(fit) {
  times <- fit$unique.death.times
  unique(stats::quantile(
    times,
    c(0.1, 0.25, 0.5, 0.75, 0.9),
    names = FALSE,
    type = 1
  ))
}

has_quantiles <- function(fit) {
  fit$treetype == "Regression" && !is.null(fit$random.node.values)
}

ranger_quantiles <- function(fit, rows, quantiles) {
  predicted <- predict(
    fit,
    data = rows,
    type = "quantiles",
    quantiles = quantiles,
    num.threads = 1
  )
  matrix(predicted$predictions, nrow = nrow(rows))
}
