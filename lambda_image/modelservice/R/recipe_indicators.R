# Indicators of factors.

# A table of the indicators of each level, from the terms that the step keeps, is looked
# up in; NA gives a row of NA.
compile_step_dummy <- function(step) {
  known <- c("one_hot", "preserve", "naming", "levels", "keep_original_cols")
  if (!has_only(step, known, "sparse", "contrasts") || !has_own_names(step)) {
    return(NULL)
  }
  tables <- lapply(names(step$levels), \(name) indicator_table(step, name))
  names(tables) <- names(step$levels)
  if (any(vapply(tables, is.null, NA))) {
    return(NULL)
  }
  adding(step, names(tables), \(columns, n) {
    unlist(
      lapply(names(tables), \(name) {
        table <- tables[[name]]
        at <- match(as.character(columns[[name]]), rownames(table))
        matrix_columns(table[at, , drop = FALSE])
      }),
      recursive = FALSE
    )
  })
}

# Helpers ----

indicator_table <- function(step, name) {
  terms <- step$levels[[name]]
  levels <- attr(terms, "values")
  ordered <- identical(unname(attr(terms, "dataClasses")), "ordered")
  contrasts <- step_contrasts(step, ordered)
  if (length(levels) < 2 || is.null(contrasts)) {
    return(NULL)
  }
  attr(terms, ".Environment") <- baseenv()
  all <- list(factor(levels, levels, ordered = ordered))
  names(all) <- name
  frame <- stats::model.frame(terms, as_rows(all, length(levels)))
  matrix <- stats::model.matrix(
    terms,
    frame,
    stats::setNames(list(contrasts), name)
  )
  if (!isTRUE(step$one_hot)) {
    matrix <- matrix[, colnames(matrix) != "(Intercept)", drop = FALSE]
  }
  used <- sub(
    paste0("^`?\\Q", name, "\\E`?"),
    "",
    colnames(matrix),
    perl = TRUE
  )
  names <- if (ordered) {
    paste0(name, numbered(length(used), "_"))
  } else {
    paste(name, make.names(used), sep = "_")
  }
  dimnames(matrix) <- list(levels, names)
  matrix
}

# Those of R where the step keeps none of its own; NULL where they are a user's.
step_contrasts <- function(step, ordered) {
  kind <- if (ordered) "ordered" else "unordered"
  given <- step$contrasts[[kind]]
  if (is.null(given)) {
    given <- c(unordered = "contr.treatment", ordered = "contr.poly")[[kind]]
  }
  known <- c("contr.treatment", "contr.poly", "contr.sum", "contr.helmert")
  if (is_string(given) && given %in% known) given
}

# Names as recipes makes them (dummy_names()), and not a function of the user's.
has_own_names <- function(step) {
  naming <- step$naming
  sep <- formals(naming)$sep
  is.function(naming) &&
    identical(names(formals(naming)), c("var", "lvl", "ordinal", "sep")) &&
    identical(sep, "_") &&
    all(c("make.names", "names0") %in% called_functions(body(naming)))
}
