# What a request chooses: query parameters, or `params` in the body.
# -> list(type, interval, level, keep_bad), and what else the model lets one choose.
read_options <- function(query, params, model) {
  given <- c(as.list(query), if (is_object(params)) params)
  defaults <- default_options(model)
  if (length(given) == 0) {
    return(defaults)
  }
  choices <- model$choices
  known <- union(c("type", "interval", "level", "on_error"), names(choices))
  unknown <- setdiff(names(given), known)
  lacking <- intersect(names(given), names(model$lacks))
  if (length(lacking) > 0) {
    bad_option(model$lacks[[lacking[1]]])
  }
  if (length(unknown) > 0) {
    bad_option(
      "There is no such option: there are ",
      listed(known, quote = ""),
      "."
    )
  }
  options <- without_shape(defaults, names(given), model)
  chosen_names <- setdiff(names(given), c("level", "on_error"))
  for (name in chosen_names) {
    options[[name]] <- chosen(name, given[[name]], choices[[name]])
  }
  check_one_shape(options, chosen_names)
  if (!is.null(given$level)) {
    has_interval <- options$interval != "none" || !is.null(choices$level)
    options$level <- chosen_level(given$level, has_interval)
  }
  if (!is.null(given$on_error)) {
    options$keep_bad <- chosen("on_error", given$on_error, c("fail", "null")) ==
      "null"
  }
  options
}

# Of a model that was saved with times or quantiles, these are what it answers at.
default_options <- function(model = NULL) {
  base <- list(
    type = "response",
    interval = "none",
    level = 0.95,
    keep_bad = FALSE
  )
  base$times <- model$times
  base$quantiles <- model$quantiles
  base[names(model$chosen)] <- model$chosen
  base
}

# Helpers ----

# The options that make an element of the answer what it is: one of them at a time.
shape_options <- c("interval", "se", "times", "quantiles")

# A request that chooses another shape does not get the one that was saved.
without_shape <- function(options, given, model) {
  if (any(c("type", shape_options) %in% given)) {
    options[names(model$chosen)] <- NULL
  }
  options
}

check_one_shape <- function(options, given) {
  shapes <- intersect(given, shape_options)
  if (options$interval == "none") {
    shapes <- setdiff(shapes, "interval")
  }
  if ("type" %in% given && any(c("times", "quantiles") %in% shapes)) {
    shapes <- c("type", shapes)
  }
  if (length(shapes) > 1) {
    bad_option(
      "The options ",
      paste(shapes[1:2], collapse = " and "),
      " give answers of different forms: give one of them."
    )
  }
}

chosen <- function(name, value, allowed) {
  if (is.null(allowed)) {
    bad_option("This model has no option ", name, ".")
  }
  if (is_object(allowed)) {
    return(free_choice(name, value, allowed))
  }
  if (isTRUE(value)) {
    # As JSON has it.
    value <- "true"
  }
  if (!is_string(value) || !value %in% allowed) {
    bad_option(
      "The option ",
      name,
      " must be ",
      paste(allowed, collapse = " or "),
      "."
    )
  }
  value
}

chosen_level <- function(value, has_interval) {
  if (!has_interval) {
    bad_option("The option level goes with an interval: give interval, too.")
  }
  level <- numbers_given(value)
  if (length(level) != 1 || is.na(level) || level <= 0 || level >= 1) {
    bad_option("The option level must be a number between 0 and 1.")
  }
  level
}

bad_option <- function(...) service_abort("malformed-request", ...)
