# A trained recipe as one function of rows, or NULL where a step, or an option of one, is
# not completely understood. Each step is a function compile_<class>() that returns a
# function of `columns` (a named list) and `n` (the number of rows), which returns the
# columns; the test compares each with recipes::bake().
compile_recipe <- function(recipe) {
  steps <- lapply(Filter(is_used, recipe$steps), compile_step)
  predictors <- recipe_predictors(recipe)
  finish <- compile_texts(recipe)
  if (any(vapply(steps, is.null, NA)) || is.null(finish)) {
    return(NULL)
  }
  function(rows) {
    n <- nrow(rows)
    columns <- as.list(rows)
    for (step in steps) {
      columns <- step(columns, n)
    }
    columns <- finish(columns, n)
    if (!all(predictors %in% names(columns))) {
      not_compiled()
    }
    as_rows(columns[predictors], n)
  }
}

# Helpers ----

compile_step <- function(step) {
  compile <- step_compilers()[[class(step)[[1]]]]
  if (!is.null(compile)) compile(step)
}

# The fields of a step beyond those that every step has. One that is not known here may
# change what the step does.
has_only <- function(step, ...) {
  common <- c("terms", "role", "trained", "skip", "id", "case_weights")
  all(names(step) %in% c(common, ...))
}

# Each column of `names` by a function of its values and its name.
each_column <- function(names, change) {
  function(columns, n) {
    for (name in names) {
      columns[[name]] <- change(columns[[name]], name)
    }
    columns
  }
}

# A step that adds columns, and removes those that they were made of unless it was told
# to keep them.
adding <- function(step, names, make) {
  keeps <- keeps_original(step)
  function(columns, n) {
    added <- make(columns, n)
    if (any(names(added) %in% names(columns))) {
      not_compiled()
    }
    columns <- c(columns, added)
    if (keeps) columns else columns[setdiff(names(columns), names)]
  }
}

keeps_original <- function(step) {
  isTRUE(step$keep_original_cols) || isTRUE(step$preserve)
}

# Of a step that keeps the columns unless it says that it does not: the first versions of
# recipes 1 have no field for it.
keeping <- function(step) {
  step$keep_original_cols <- !isFALSE(step$keep_original_cols)
  step
}

# recipes numbers the columns that it makes: 1 to 9, 01 to 10.
numbered <- function(n, prefix) {
  paste0(prefix, gsub(" ", "0", format(seq_len(n))))
}

# What was compiled meets columns that it was not compiled for.
not_compiled <- function() {
  answer_abort("its recipe meets columns of another kind")
}

# Text columns that are left at the end become the factors that they were in training.
compile_texts <- function(recipe) {
  levels <- recipe$levels
  is_factor <- vapply(levels, \(level) !all(is.na(level$values)), NA)
  levels <- levels[as.logical(is_factor)]
  if (any(vapply(levels, \(level) anyNA(level$values), NA))) {
    return(NULL)
  }
  function(columns, n) {
    for (name in intersect(names(levels), names(columns))) {
      columns[[name]] <- factor(
        as.character(columns[[name]]),
        levels[[name]]$values,
        ordered = levels[[name]]$ordered
      )
    }
    columns
  }
}
