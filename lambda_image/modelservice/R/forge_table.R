# From the columns of a request to the predictors of the engine.
# -> list(inputs, forge, packages, attach): functions, since a package may have to be
# loaded before the columns are known.

# Of a workflow, as its hardhat blueprint says: by formula, by variables, or by recipe.
forge_table <- function(blueprint, model) {
  takes_null <- model$spec$engine %in% engines_with_null
  if (inherits(blueprint, "recipe_blueprint")) {
    return(recipe_table(blueprint, takes_null))
  }
  inputs <- inputs_from_ptypes(blueprint$ptypes$predictors, blueprint$levels)
  inputs <- lapply(inputs, \(input) {
    input$nullable <- takes_null
    input
  })
  if (inherits(blueprint, "formula_blueprint")) {
    return(formula_table(blueprint, inputs))
  }
  if (inherits(blueprint, "xy_blueprint")) {
    forge <- \(rows) with_intercept(rows, blueprint$intercept)
    return(list(inputs = \() inputs, forge = forge))
  }
  refuse_part("its blueprint is of class ", class(blueprint)[1])
}

# Of a model_fit alone, which has no blueprint: its terms, or the fit of its engine.
fit_table <- function(model) {
  list(inputs = \() fit_inputs(model), forge = identity)
}

# Helpers ----

# Engines to which a value that is missing is a value like any other.
engines_with_null <- c("xgboost", "lightgbm", "rpart", "C5.0", "partykit")

with_intercept <- function(rows, intercept) {
  if (!isTRUE(intercept) || "(Intercept)" %in% names(rows)) {
    return(rows)
  }
  as_rows(c(list(`(Intercept)` = rep(1L, nrow(rows))), rows), nrow(rows))
}

fit_inputs <- function(model) {
  preproc <- model$preproc
  if (!is.null(preproc$terms)) {
    return(inputs_from_terms(preproc$terms, preproc$xlevels))
  }
  names <- c(preproc$x_var, preproc$x_names)
  if (
    identical(model$spec$method$fit$interface, "matrix") && length(names) > 0
  ) {
    return(inputs_from_names(names, NULL))
  }
  kind <- as_kind(model$fit, "inside")
  load_packages(kind, "inside")
  inputs <- model_inputs(kind)
  if (length(names) > 0 && !setequal(names, input_names(inputs))) {
    refuse_types("its engine has other columns than parsnip gave it")
  }
  inputs
}
