# Steps that remove, choose and rename columns.

compile_step_zv <- function(step) {
  if (has_only(step, "removals", "group")) removing(step)
}

compile_step_nzv <- function(step) {
  if (has_only(step, "removals", "freq_cut", "unique_cut", "options")) {
    removing(step)
  }
}

compile_step_corr <- function(step) {
  if (has_only(step, "removals", "threshold", "use", "method")) removing(step)
}

compile_step_lincomb <- function(step) {
  if (has_only(step, "removals", "max_steps")) removing(step)
}

compile_step_filter_missing <- function(step) {
  if (has_only(step, "removals", "threshold")) removing(step)
}

compile_step_rm <- function(step) {
  if (has_only(step, "removals")) removing(step)
}

compile_step_select <- function(step) {
  chosen <- step$terms
  renames <- !is.null(names(chosen)) &&
    !identical(names(chosen), unname(chosen))
  if (!is.character(chosen) || renames || !has_only(step)) {
    return(NULL)
  }
  function(columns, n) columns[unname(chosen)]
}

compile_step_rename <- function(step) {
  from <- lapply(step$inputs, quosure_code)
  if (!has_only(step, "inputs") || !all(vapply(from, is.symbol, NA))) {
    return(NULL)
  }
  from <- vapply(from, as.character, "")
  function(columns, n) {
    names(columns)[match(from, names(columns))] <- names(from)
    columns
  }
}

# Helpers ----

removing <- function(step) {
  removed <- unname(step$removals)
  function(columns, n) columns[setdiff(names(columns), removed)]
}
