# The calls that parsnip makes of a fitted model, from the fit itself: for each type of
# prediction the function with its arguments, and what is done before and after it.
# -> by type: list(call, pre, post, packages)
parsnip_calls <- function(model) {
  known <- model$spec$method$pred[answered_types(model)]
  calls <- lapply(Filter(Negate(is.null), known), parsnip_call)
  needed <- if (model$spec$mode == "classification") "class" else "numeric"
  if (is.null(calls[[needed]]) && model$spec$mode != "censored regression") {
    refuse_part("parsnip has no `", needed, "` prediction of its engine")
  }
  lapply(calls, check_call, model)
}

# What one call says of the rows that the engine takes.
run_call <- function(fit, type, data, level = 0.95) {
  call <- fit$calls[[type]]
  model <- fit$model
  model$spec$method$pred[[type]]$extras <- list(
    level = level,
    std_error = FALSE
  )
  if (!is.null(call$pre)) {
    data <- call$pre(data, model)
  }
  env <- list2env(
    list(object = model, new_data = data, level = level, std_error = FALSE),
    parent = parsnip_environment
  )
  said <- eval(call$call, env)
  if (is.null(call$post)) said else call$post(said, model)
}

# Helpers ----

answered_types <- function(model) {
  if (model$spec$mode == "classification") {
    return(c("class", if (has_probabilities(model)) "prob"))
  }
  c("numeric", if (!lacks_confidence(model)) "conf_int", "pred_int")
}

# parsnip knows the call; whether this fit can answer it was decided when it was fitted.
has_probabilities <- function(model) {
  if (inherits(model$fit, "ranger")) {
    return(model$fit$treetype == "Probability estimation")
  }
  # A slot of an S4 object is an attribute.
  !inherits(model$fit, "ksvm") || length(attr(model$fit, "prob.model")) > 0
}

lacks_confidence <- function(model) {
  inherits(model$fit, "ranger") && is.null(model$fit$inbag.counts)
}

parsnip_call <- function(pred) {
  func <- pred$func
  fun <- as.name(func[["fun"]])
  if ("pkg" %in% names(func)) {
    fun <- call("::", as.name(func[["pkg"]]), fun)
  }
  args <- lapply(pred$args, \(argument) {
    if (inherits(argument, "quosure")) quosure_code(argument) else argument
  })
  call <- as.call(c(fun, args))
  functions <- lapply(pred[c("pre", "post")], with_helpers)
  code <- c(list(call), lapply(Filter(Negate(is.null), functions), body))
  list(
    call = call,
    pre = functions$pre,
    post = functions$post,
    code = code,
    packages = called_packages(code)
  )
}

# A function of a namespace that is not installed comes back in the global environment.
with_helpers <- function(f) {
  if (is.function(f) && !is.primitive(f)) {
    environment(f) <- parsnip_environment
  }
  f
}

# A function that is in no place that a prediction can see is named at the start.
check_call <- function(call, model) {
  called <- unlist(lapply(call$code, called_functions))
  bare <- called[!grepl("::", called, fixed = TRUE)]
  is_seen <- \(name) {
    exists(name, envir = parsnip_environment, mode = "function")
  }
  missing <- bare[!vapply(bare, is_seen, NA)]
  foreign <- sub(
    "^.*::",
    "",
    called[sub("::.*$", "", called) %in% stood_in_for]
  )
  missing <- c(missing, setdiff(foreign, names(parsnip_helpers)))
  if (length(missing) > 0) {
    refuse_part(
      "the engine ",
      model$spec$engine,
      " of ",
      class(model$spec)[1],
      "() calls `",
      missing[[1]],
      "()`, a function of the package that defines it"
    )
  }
  call
}
