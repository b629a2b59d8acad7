# The predictors of a formula blueprint, as hardhat's forge() makes them: model.frame()
# and model.matrix() of the terms in the blueprint, rows with missing values kept.
formula_table <- function(blueprint, inputs) {
  terms <- blueprint$terms$predictors
  # As in hardhat: what is attached is seen, what the user had defined is not.
  attr(terms, ".Environment") <- parent.env(globalenv())
  indicators <- blueprint$indicators
  check_texts(inputs, indicators)
  factors <- names(Filter(is_factorish, blueprint$ptypes$predictors))
  forge <- \(rows) {
    rows <- text_as_factors(rows, inputs)
    if (indicators != "none") {
      return(formula_columns(terms, rows, indicators))
    }
    # Factors are left as they are: the formula is evaluated with a number in their place.
    masked <- rows
    masked[factors] <- list(rep(1L, nrow(rows)))
    columns <- formula_columns(terms, masked, indicators)
    columns[factors] <- rows[factors]
    columns
  }
  list(inputs = \() inputs, forge = forge, attach = \() attach_formula(terms))
}

# Helpers ----

formula_columns <- function(terms, rows, indicators) {
  frame <- stats::model.frame(terms, rows, na.action = stats::na.pass)
  if (indicators == "one_hot") {
    frame <- one_hot_frame(frame)
  }
  as_rows(
    matrix_columns(stats::model.matrix(attr(frame, "terms"), frame)),
    nrow(rows)
  )
}

# A column per level: each unordered factor with the contrasts of the identity.
one_hot_frame <- function(frame) {
  for (name in names(frame)) {
    column <- frame[[name]]
    if (is.character(column)) {
      column <- factor(column)
    }
    if (is.factor(column) && !is.ordered(column)) {
      levels <- levels(column)
      identity <- diag(length(levels))
      dimnames(identity) <- list(levels, levels)
      stats::contrasts(column, length(levels)) <- identity
      frame[[name]] <- column
    }
  }
  frame
}

matrix_columns <- function(matrix) {
  columns <- lapply(seq_len(ncol(matrix)), \(j) as.vector(matrix[, j]))
  names(columns) <- colnames(matrix)
  columns
}

is_factorish <- function(x) is.factor(x) || is.character(x)

# A text whose levels the blueprint keeps (hardhat 1.4) is a factor to the formula.
text_as_factors <- function(rows, inputs) {
  for (input in inputs) {
    if (input$type == "string" && !is.null(input$levels)) {
      rows[[input$name]] <- factor(rows[[input$name]], input$levels)
    }
  }
  rows
}

# An indicator per text of the rows that happen to be sent is not what was fitted.
check_texts <- function(inputs, indicators) {
  for (input in inputs) {
    if (
      input$type == "string" && is.null(input$levels) && indicators != "none"
    ) {
      refuse_types(
        "its blueprint does not keep the levels of the text column `",
        input$name,
        "`"
      )
    }
  }
}

# Functions of the formula that no attached package has are named at the start.
attach_formula <- function(terms) {
  attach_terms(terms)
  code <- attr(terms, "predvars")
  if (is.null(code)) {
    code <- attr(terms, "variables")
  }
  for (name in called_functions(code)) {
    env <- attr(terms, ".Environment")
    if (
      !grepl("::", name, fixed = TRUE) && !exists(name, env, mode = "function")
    ) {
      refuse_object(paste0(name, "()"), code)
    }
  }
}
