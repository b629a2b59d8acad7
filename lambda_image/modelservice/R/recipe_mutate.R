# step_mutate() and step_ratio(): arithmetic of columns.

# Functions that give each row its value, whatever the other rows are.
rowwise_functions <- c(
  c("+", "-", "*", "/", "^", "(", "%%", "%/%", "log", "log10", "log2", "log1p"),
  c("exp", "expm1", "sqrt", "abs", "sign", "round", "floor", "ceiling", "pmin"),
  c("pmax", "ifelse", "is.na", "==", "!=", "<", ">", "<=", ">=", "&", "|", "!"),
  c(
    "sin",
    "cos",
    "tan",
    "as.numeric",
    "as.integer",
    "as.character",
    "%in%",
    "c"
  )
)

# Where each formula is of columns alone. A later one sees what an earlier one has made.
compile_step_mutate <- function(step) {
  code <- lapply(step$inputs, quosure_code)
  plain <- vapply(code, is_rowwise, NA)
  named <- length(code) == 0 ||
    (!is.null(names(code)) && all(nzchar(names(code))))
  if (!has_only(step, "inputs", ".pkgs") || !all(plain) || !named) {
    return(NULL)
  }
  function(columns, n) {
    for (name in names(code)) {
      if (!all(all.vars(code[[name]]) %in% names(columns))) {
        not_compiled()
      }
      value <- eval(code[[name]], columns, baseenv())
      if (!length(value) %in% c(1L, n)) {
        not_compiled()
      }
      columns[[name]] <- rep_len(value, n)
    }
    columns
  }
}

compile_step_ratio <- function(step) {
  known <- c("denom", "naming", "columns", "keep_original_cols")
  pairs <- step$columns
  names <- ratio_names(step)
  if (!has_only(step, known) || is.null(names)) {
    return(NULL)
  }
  step <- keeping(step)
  adding(step, unique(c(pairs$top, pairs$bottom)), \(columns, n) {
    made <- lapply(seq_along(names), \(i) {
      columns[[pairs$top[[i]]]] / columns[[pairs$bottom[[i]]]]
    })
    stats::setNames(made, names)
  })
}

# Helpers ----

is_rowwise <- function(code) {
  if (is.numeric(code) || is.symbol(code)) {
    return(TRUE)
  }
  is.call(code) && all(called_functions(code) %in% rowwise_functions)
}

# `a_o_b`, and not a function of the user's.
ratio_names <- function(step) {
  own <- quote(make.names(paste(numer, denom, sep = "_o_")))
  if (is.function(step$naming) && identical(unbraced(body(step$naming)), own)) {
    make.names(paste(step$columns$top, step$columns$bottom, sep = "_o_"))
  }
}

unbraced <- function(code) {
  is_block <- is.call(code) &&
    identical(code[[1]], quote(`{`)) &&
    length(code) == 2
  if (is_block) code[[2]] else code
}
