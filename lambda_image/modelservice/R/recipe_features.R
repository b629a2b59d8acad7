# Steps that make columns of others.

compile_step_poly <- function(step) {
  if (!has_only(step, "objects", "degree", "options", "keep_original_cols")) {
    return(NULL)
  }
  basis_step(step, "poly", numbers_only = TRUE)
}

compile_step_ns <- function(step) {
  if (has_only(step, "objects", "deg_free", "options", "keep_original_cols")) {
    basis_step(step, "ns")
  }
}

compile_step_bs <- function(step) {
  known <- c("objects", "deg_free", "degree", "options", "keep_original_cols")
  if (has_only(step, known)) basis_step(step, "bs")
}

compile_step_pca <- function(step) {
  known <- c("num_comp", "threshold", "options", "res", "columns", "prefix")
  rotation <- step$res$rotation
  if (!has_only(step, known, "keep_original_cols") || !is.matrix(rotation)) {
    return(NULL)
  }
  kept <- rotation[, seq_len(step$num_comp), drop = FALSE]
  adding(step, rownames(rotation), \(columns, n) {
    data <- as.matrix(as_rows(columns[rownames(rotation)], n))
    scores <- scale(data, step$res$center, step$res$scale) %*% kept
    colnames(scores) <- numbered(ncol(scores), step$prefix)
    matrix_columns(scores)
  })
}

compile_step_interact <- function(step) {
  terms <- step$objects
  known <- c("objects", "sep", "keep_original_cols")
  if (!has_only(step, known) || !all(vapply(terms, inherits, NA, "terms"))) {
    return(NULL)
  }
  terms <- lapply(terms, \(one) {
    attr(one, ".Environment") <- asNamespace("stats")
    one
  })
  step <- keeping(step)
  used <- unlist(lapply(terms, all.vars))
  adding(step, used, \(columns, n) {
    data <- as_rows(columns, n)
    made <- lapply(terms, \(one) {
      frame <- stats::model.frame(one, data, na.action = stats::na.pass)
      matrix <- stats::model.matrix(one, frame)
      matrix_columns(matrix[, grepl(":", colnames(matrix)), drop = FALSE])
    })
    made <- unlist(made, recursive = FALSE)
    names(made) <- gsub(":", step$sep, names(made))
    made
  })
}

compile_step_indicate_na <- function(step) {
  if (!has_only(step, "columns", "prefix", "keep_original_cols", "sparse")) {
    return(NULL)
  }
  step <- keeping(step)
  used <- columns_of_step(step)
  adding(step, used, \(columns, n) {
    made <- lapply(columns[used], \(x) as.integer(is.na(x)))
    stats::setNames(made, paste0(step$prefix, "_", used))
  })
}

# Helpers ----

# splines and poly() predict each value by itself; the names are counted from 1.
basis_step <- function(step, kind, numbers_only = FALSE) {
  if (kind != "poly") {
    require_package("splines", "of this recipe")
  }
  used <- names(step$objects)
  adding(step, used, \(columns, n) {
    made <- lapply(used, \(name) {
      x <- columns[[name]]
      distinct <- unique(x)
      basis <- stats::predict(step$objects[[name]], distinct)
      basis <- basis[match(x, distinct), , drop = FALSE]
      width <- ncol(basis)
      count <- if (numbers_only) seq_len(width) else numbered(width, "")
      colnames(basis) <- paste(name, kind, count, sep = "_")
      matrix_columns(basis)
    })
    unlist(made, recursive = FALSE)
  })
}
