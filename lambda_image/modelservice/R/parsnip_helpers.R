# The functions that the code in a fit of parsnip names, and that parsnip and the packages
# it is built on would have. They do what that code needs of them, and no more.

# Packages that no prediction loads: their functions are those below, or refused by name.
stood_in_for <- c(
  c("parsnip", "tibble", "dplyr", "vctrs", "rlang", "cli", "purrr", "hardhat"),
  "magrittr"
)

parsnip_helpers <- list(
  # Tables.
  tibble = \(...) plain_table(list(...)),
  as_tibble = \(x, ...) as.data.frame(x, optional = TRUE),
  as_tibble_row = \(x, ...) plain_table(as.list(x)),
  new_tibble = \(x, ...) plain_table(x),
  bind_cols = \(...) plain_table(do.call(c, lapply(list(...), as.list))),
  select = \(.data, ...) without_columns(.data, ...),
  vec_size = \(x) NROW(x),
  # The names of the columns are taken off again (kind_model_fit.R).
  format_predictions = \(x, type) x,
  format_num = \(x) x,
  format_class = \(x) x,
  format_classprobs = \(x) x,
  # Data for the engine.
  maybe_matrix = \(x) as.matrix(x),
  maybe_data_frame = \(x) as.data.frame(x),
  is_sparse_matrix = \(x) FALSE,
  is_tibble = \(x) is.data.frame(x),
  organize_glmnet_pre_pred = \(x, object) {
    as.matrix(x[, rownames(object$fit$beta), drop = FALSE])
  },
  # Labels.
  prob_to_class_2 = \(x, object) unname(object$lvl[1 + (x >= 0.5)]),
  get_event_level = \(spec) event_level(spec),
  liblinear_preds = \(results, object) results$predictions,
  liblinear_probs = \(results, object) as.data.frame(results$probabilities),
  # Engines whose predictions parsnip wraps.
  xgb_predict = \(object, new_data, ...) booster_prediction(object, new_data),
  ranger_confint = \(object, new_data, ...) {
    ranger_interval(object, new_data, ...)
  },
  # Code and conditions.
  eval_tidy = \(expr, data = NULL, env = parent.frame()) eval(expr, data, env),
  call2 = \(...) NULL,
  cli_abort = \(message, ...) answer_abort(paste(message, collapse = " ")),
  abort = \(message, ...) answer_abort(paste(message, collapse = " ")),
  `%||%` = \(x, y) if (is.null(x)) y else x,
  `%>%` = \(lhs, rhs) pipe_into(substitute(rhs), lhs, parent.frame()),
  `::` = \(pkg, name) {
    helper_of(as.character(substitute(pkg)), as.character(substitute(name)))
  }
)

# Where the code of a fit is run.
parsnip_environment <- list2env(parsnip_helpers, parent = asNamespace("stats"))

# Helpers ----

helper_of <- function(package, name) {
  if (package %in% stood_in_for) {
    return(parsnip_helpers[[name]])
  }
  getExportedValue(package, name)
}

plain_table <- function(columns) {
  columns <- lapply(columns, unname)
  n <- max(lengths(columns), 0L)
  as_rows(lapply(columns, rep_len, n), n)
}

# select(data, -name) is all that is asked for.
without_columns <- function(data, ...) {
  dropped <- lapply(as.list(substitute(list(...)))[-1], \(argument) {
    if (!is.call(argument) || !identical(argument[[1]], quote(`-`))) {
      answer_abort("its code selects columns in a way that is not known here")
    }
    all.vars(argument)
  })
  data[setdiff(names(data), unlist(dropped))]
}

# x %>% f(y) is f(x, y).
pipe_into <- function(rhs, lhs, env) {
  call <- if (is.call(rhs)) rhs else as.call(list(rhs))
  eval(
    as.call(c(call[[1]], list(quote(.lhs)), as.list(call)[-1])),
    list(.lhs = lhs),
    env
  )
}

event_level <- function(spec) {
  level <- plain_value(spec$eng_args$event_level)
  if (is.null(level)) "first" else level
}

booster_prediction <- function(booster, data) {
  scores <- score_booster(booster, as.matrix(data))
  is_raw <- identical(booster$objective, "binary:logitraw")
  if (is_raw) stats::plogis(scores) else scores
}

ranger_interval <- function(object, new_data, ...) {
  half <- (1 - object$spec$method$pred$conf_int$extras$level) / 2
  ask <- \(type) stats::predict(object$fit, data = new_data, type = type, ...)
  value <- ask("response")$predictions
  margin <- stats::qnorm(half, lower.tail = FALSE) * ask("se")$se
  plain_table(list(.pred_lower = value - margin, .pred_upper = value + margin))
}
