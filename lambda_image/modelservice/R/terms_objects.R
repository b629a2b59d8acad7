# What a formula names that is not a column of a request: R's own constants and
# functions, what the fit has brought along in its environment, and objects of the script
# that made it, which are not in the file and are refused by name.

constants <- c("pi", "T", "F", "letters", "LETTERS", "month.abb", "month.name")

# Not a column: what R itself calls so, or a single value of the function in which the
# fit was made.
is_constant <- function(name, known) {
  if (name %in% constants) {
    return(TRUE)
  }
  env <- known$env
  is.environment(env) &&
    !identical(env, globalenv()) &&
    exists(name, env, inherits = FALSE) &&
    is.atomic(get(name, env)) &&
    length(get(name, env)) == 1
}

check_function <- function(name, call, known) {
  if (name %in% c("$", "[[", "[", "@")) {
    refuse_types("its formula has `", variable_label(call), "`, not a column")
  }
  is_named <- is.call(call[[1]])
  if (
    is_named || name %in% names(formula_packages) || has_function(name, known)
  ) {
    return(invisible())
  }
  refuse_object(paste0(name, "()"), call)
}

# Knots, breaks and the like that stand as a name are objects of the script.
check_objects <- function(arguments, call, known) {
  for (name in unlist(lapply(arguments, all.vars))) {
    if (!is_constant(name, known) && !has_object(name, known)) {
      refuse_object(name, call)
    }
  }
}

has_object <- function(name, known) {
  env <- known$env
  is.environment(env) &&
    !identical(env, globalenv()) &&
    exists(name, env, inherits = FALSE)
}

refuse_object <- function(name, call) {
  init_abort(
    "Model.ObjectMissing",
    "The fit needs `",
    name,
    "` (in `",
    variable_label(call),
    "`), an object of the script that made it, which is not in the file: save it",
    " with modelservice::save_model(), with what it does in `preprocess`."
  )
}

# In R itself, or in the environment that the file has brought along: never in what
# happens to be attached.
has_function <- function(name, known) {
  places <- list(baseenv(), asNamespace("stats"), asNamespace("utils"))
  env <- known$env
  while (is.environment(env) && !is_end(env)) {
    places <- c(places, env)
    env <- parent.env(env)
  }
  any(vapply(
    places,
    \(place) exists(name, place, mode = "function", inherits = FALSE),
    NA
  ))
}

is_end <- function(env) {
  identical(env, globalenv()) || identical(env, emptyenv())
}
