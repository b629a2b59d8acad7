# stats::nls. Its columns are the names in the formula that were in the data; the others
# are parameters, which the fit keeps with the data in an environment.

#' @export
model_packages.nls <- function(fit) "stats"

#' @export
model_inputs.nls <- function(fit) {
  kept <- fit$m$getEnv()
  check_functions(stats::formula(fit))
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

# A function of the script that made the fit is not in the file; its numbers are.
check_functions <- function(formula) {
  expression <- formula[[length(formula)]]
  known <- list(env = environment(formula))
  for (name in setdiff(all.names(expression), all.vars(expression))) {
    if (!has_function(name, known)) {
      refuse_object(paste0(name, "()"), expression)
    }
  }
}
