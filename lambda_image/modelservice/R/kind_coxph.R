# survival::coxph: the linear predictor, which is predict()'s default, or the risk.
# Survival at times where the fit holds its rows (x = TRUE, or model = TRUE).

#' @export
model_packages.coxph <- function(fit) "survival"

#' @export
model_inputs.coxph <- function(fit) {
  if (length(attr(fit$terms, "specials")$tt) > 0) {
    refuse_types("tt() makes its columns of the time, which no request has")
  }
  inputs_from_terms(fit$terms, fit$xlevels, fit$model)
}

#' @export
model_outcome.coxph <- function(fit) list(task = "survival")

#' @export
model_choices.coxph <- function(fit) {
  choices <- list(type = c("lp", "risk"))
  if (holds_rows(fit)) {
    choices$se <- "true"
    choices$times <- free_numbers(minimum = 0)
  }
  choices
}

#' @export
model_lacks.coxph <- function(fit) {
  if (holds_rows(fit)) {
    return(character())
  }
  why <- paste(
    "the fit holds neither its data nor its model matrix; fit it again with",
    "coxph(..., x = TRUE)."
  )
  c(
    times = paste("This model cannot give survival at times:", why),
    se = paste("This model cannot give standard errors:", why)
  )
}

#' @export
model_calls.coxph <- function(fit) {
  calls <- c(value = "predict(fit, newdata)")
  if (!holds_rows(fit)) {
    return(calls)
  }
  curves <- "survival::survfit(fit, newdata)"
  c(
    calls,
    median = paste0("c(quantile(", curves, ", 0.5, conf.int = FALSE))"),
    survival = paste0(
      "matrix(summary(",
      curves,
      ", times = times, extend = TRUE)$surv, nrow(newdata), byrow = TRUE)"
    )
  )
}

# The curve of the mean row is worked out once; another row's is a power of it.
#' @export
made_ready.coxph <- function(fit) {
  if (holds_rows(fit) && !has_own_curves(fit)) {
    fit$mean_curve <- mean_curve(fit)
  }
  fit
}

#' @export
model_predict.coxph <- function(fit, rows, options) {
  if (!is.null(options$times)) {
    return(cox_survival(fit, rows, options$times))
  }
  type <- if (identical(options$type, "risk")) "risk" else "lp"
  if (is.null(options$se)) {
    return(predict(fit, rows, type = type))
  }
  predicted <- predict(fit, rows, type = type, se.fit = TRUE)
  cbind(value = predicted$fit, se = predicted$se.fit)
}

# Helpers ----

# Without its rows survfit() looks for the data frame by its name, and may find another.
holds_rows <- function(fit) {
  if (!is.null(fit$model)) {
    return(TRUE)
  }
  needs_frame <- any(c("weights", "id") %in% names(fit$call)) ||
    !is.null(attr(fit$terms, "offset")) ||
    (has_strata(fit) && is.null(fit$strata))
  !is.null(fit[["x"]]) && !is.null(fit[["y"]]) && !needs_frame
}

has_strata <- function(fit) length(attr(fit$terms, "specials")$strata) > 0

# Where rows have baselines of their own, survfit() answers row by row.
has_own_curves <- function(fit) {
  has_strata(fit) || !is.null(attr(fit$terms, "offset"))
}

mean_curve <- function(fit) {
  # It warns of interactions, where a mean row means little.
  curve <- suppressWarnings(survival::survfit(fit, se.fit = FALSE))
  unclass(curve)[c("time", "surv")]
}

cox_survival <- function(fit, rows, times) {
  if (has_own_curves(fit)) {
    return(own_curves(fit, rows, times))
  }
  mean <- if (is.null(fit$mean_curve)) mean_curve(fit) else fit$mean_curve
  risk <- as.vector(predict(fit, rows, type = "risk"))
  at <- curve_at(mean, times)
  list(
    median = vapply(risk, \(r) curve_median(mean$time, mean$surv^r), 0),
    survival = outer(risk, at, \(risk, at) at^risk)
  )
}

own_curves <- function(fit, rows, times) {
  curves <- lapply(seq_len(nrow(rows)), \(i) {
    survival::survfit(fit, rows[i, , drop = FALSE], se.fit = FALSE)
  })
  at <- lapply(curves, curve_at, times)
  list(
    median = vapply(curves, \(curve) curve_median(curve$time, curve$surv), 0),
    survival = matrix(unlist(at), nrow = nrow(rows), byrow = TRUE)
  )
}

# A step function that is 1 before its first step.
curve_at <- function(curve, times) {
  c(1, curve$surv)[findInterval(times, curve$time) + 1L]
}

# As survival says it: the middle, where the curve is 0.5 for a while.
curve_median <- function(time, surv) {
  if (anyNA(surv)) {
    return(NA_real_)
  }
  curve <- structure(list(time = time, surv = surv), class = "survfit")
  unname(stats::quantile(curve, 0.5, conf.int = FALSE))
}
