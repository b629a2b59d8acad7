# survival::survreg: the time itself, or the linear predictor; quantiles of the time, and
# survival at times from the fit's distribution.

#' @export
model_packages.survreg <- function(fit) "survival"

#' @export
model_inputs.survreg <- function(fit) {
  inputs_from_terms(fit$terms, fit$xlevels, fit$model)
}

#' @export
model_outcome.survreg <- function(fit) list(task = "survival")

#' @export
model_choices.survreg <- function(fit) {
  choices <- list(type = c("response", "lp"), se = "true")
  if (has_one_scale(fit)) {
    choices$quantiles <- free_quantiles()
    choices$times <- free_numbers(minimum = 0)
  }
  choices
}

#' @export
model_lacks.survreg <- function(fit) {
  if (has_one_scale(fit)) {
    return(character())
  }
  why <- "since predict() looks for the training data where strata() gives each its scale."
  c(
    times = paste("This model cannot give survival at times,", why),
    quantiles = paste("This model cannot give quantiles,", why)
  )
}

#' @export
model_calls.survreg <- function(fit) {
  calls <- c(value = "predict(fit, newdata)")
  if (!has_one_scale(fit)) {
    return(calls)
  }
  quantile <- 'predict(fit, newdata, type = "quantile", p = '
  calls <- c(
    calls,
    quantiles = paste0("matrix(", quantile, "quantiles), nrow(newdata))"),
    median = paste0(quantile, "0.5)")
  )
  # psurvreg() knows the distributions of the package, and these parameters alone.
  if (is.character(fit$dist) && is.null(fit$parm)) {
    calls["survival"] <- paste0(
      "1 - outer(predict(fit, newdata, type = \"lp\"), times, \\(lp, t) ",
      "survival::psurvreg(t, lp, fit$scale, fit$dist))"
    )
  }
  calls
}

#' @export
model_predict.survreg <- function(fit, rows, options) {
  if (!is.null(options$times)) {
    return(survreg_survival(fit, rows, options$times))
  }
  if (!is.null(options$quantiles)) {
    return(survreg_quantiles(fit, rows, options$quantiles))
  }
  type <- if (identical(options$type, "lp")) "lp" else "response"
  if (is.null(options$se)) {
    return(predict(fit, rows, type = type))
  }
  predicted <- lapply(seq_len(nrow(rows)), \(i) {
    # All at once predict() makes a matrix of rows by rows.
    one <- rows[i, , drop = FALSE]
    unlist(predict(fit, one, type = type, se.fit = TRUE), use.names = FALSE)
  })
  matrix(unlist(predicted), ncol = 2, byrow = TRUE)
}

# Helpers ----

has_one_scale <- function(fit) length(fit$scale) == 1

survreg_quantiles <- function(fit, rows, quantiles) {
  predicted <- predict(fit, rows, type = "quantile", p = quantiles)
  matrix(predicted, nrow = nrow(rows))
}

survreg_survival <- function(fit, rows, times) {
  law <- survreg_law(fit)
  lp <- predict(fit, rows, type = "lp")
  z <- outer(lp, law$trans(times), \(lp, t) (t - lp) / fit$scale)
  known <- !is.na(z)
  survival <- z
  # The second column is 1 - F.
  survival[known] <- law$density(z[known], fit$parm)[, 2]
  median <- predict(fit, rows, type = "quantile", p = 0.5)
  list(median = as.vector(median), survival = survival)
}

# -> list(trans, density): of the times, and on that scale.
survreg_law <- function(fit) {
  known <- survival::survreg.distributions
  law <- if (is.character(fit$dist)) known[[fit$dist]] else fit$dist
  trans <- if (is.null(law$trans)) identity else law$trans
  if (!is.null(law$dist)) {
    law <- known[[law$dist]]
  }
  list(trans = trans, density = law$density)
}
