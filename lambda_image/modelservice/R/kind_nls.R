# stats::nls. Its columns are the names in the formula that were in the data; the others
# are parameters, which the fit keeps with the data in an environment.

#' @export
model_packages.nls <- function(fit) "stats"

#' @export
model_inputs.nls <- function(fit) {
  kept <- fit$m$getEnv()
  check_nls_formula(stats::formula(fit), kept)
  lapply(names(fit$dataClasses), \(name) {
    input <- input_from_values(name, get(name, kept, inherits = FALSE))
    if (input$type == "string") {
      input$levels <- sort(unique(get(name, kept, inherits = FALSE)))
    }
    input
  })
}

#' @export
model_outcome.nls <- function(fit) list(task = "regression")

#' @export
model_choices.nls <- function(fit) list()

#' @export
model_calls.nls <- function(fit) c(value = "predict(fit, newdata)")

#' @export
model_predict.nls <- function(fit, rows, options) {
  as.vector(predict(fit, rows))
}

# Helpers ----

# A function or a constant of the script that made the fit is not in the file.
check_nls_formula <- function(formula, kept) {
  expression <- formula[[length(formula)]]
  known <- list(env = environment(formula))
  variables <- setdiff(all.vars(expression), ls(kept))
  for (name in variables) {
    if (!name %in% constants && !has_object(name, known)) {
      refuse_object(name, expression)
    }
  }
  functions <- setdiff(all.names(expression), all.vars(expression))
  for (name in functions) {
    if (!has_function(name, known)) {
      refuse_object(paste0(name, "()"), expression)
    }
  }
}
