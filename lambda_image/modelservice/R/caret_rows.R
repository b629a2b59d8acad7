# The rows of a request as the engine inside a caret::train takes them: what
# predict.train() and predict.preProcess() do, without caret.

# -> list(rows, at): a matrix of a formula, else the data frame, and which of the rows it
# has, since a formula leaves out those that it makes NA.
train_rows <- function(fit, rows) {
  at <- seq_len(nrow(rows))
  if (inherits(fit, "train.formula")) {
    frame <- formula_frame(fit, rows)
    at <- match(row.names(frame), row.names(rows))
    rows <- formula_matrix(fit, frame)
  }
  methods <- preparation(fit$preProcess)
  by_name <- is.null(methods$pca) && is.null(methods$ica)
  wanted <- engine_columns(fit$finalModel)
  if (by_name && !is.null(wanted)) {
    rows <- rows[, colnames(rows) %in% wanted, drop = FALSE]
  }
  list(rows = preprocessed(fit$preProcess, methods, rows), at = at)
}

# The methods of a preProcess() that are done here; any other is caret's.
simple_preparations <- c(
  c("ignore", "remove", "zv", "nzv", "corr", "conditionalX"),
  c("center", "scale", "range", "medianImpute", "pca")
)

is_simple_preparation <- function(recipe) {
  is.null(recipe) ||
    (is.list(recipe$method) &&
      all(names(recipe$method) %in% simple_preparations) &&
      length(unlist(recipe$wildcards)) == 0)
}

# Helpers ----

formula_frame <- function(fit, rows) {
  terms <- delete.response(fit$terms)
  frame <- stats::model.frame(
    terms,
    rows,
    na.action = stats::na.omit,
    xlev = fit$xlevels
  )
  classes <- attr(terms, "dataClasses")
  if (!is.null(classes)) {
    stats::.checkMFClasses(classes, frame)
  }
  frame
}

formula_matrix <- function(fit, frame) {
  terms <- delete.response(fit$terms)
  x <- stats::model.matrix(terms, frame, contrasts.arg = fit$contrasts)
  x[, colnames(x) != "(Intercept)", drop = FALSE]
}

engine_columns <- function(engine) {
  if ("xNames" %in% names(engine)) engine$xNames
}

# The methods with the columns of each; a list but in fits of old versions.
preparation <- function(recipe) {
  if (is.list(recipe$method)) recipe$method else list()
}

preprocessed <- function(recipe, methods, rows) {
  if (is.null(recipe)) {
    return(rows)
  }
  if (!is_simple_preparation(recipe)) {
    return(predict(recipe, rows))
  }
  rows <- rows[, !colnames(rows) %in% methods$remove, drop = FALSE]
  rows <- ranged(rows, recipe, methods$range)
  for (name in methods$center) {
    rows[, name] <- rows[, name] - recipe$mean[[name]]
  }
  for (name in methods$scale) {
    rows[, name] <- rows[, name] / recipe$std[[name]]
  }
  for (name in methods$medianImpute) {
    rows[is.na(rows[, name]), name] <- recipe$median[[name]]
  }
  if (is.null(methods$pca)) rows else rotated(rows, recipe, methods$pca)
}

ranged <- function(rows, recipe, names) {
  to <- recipe$rangeBounds
  if (is.null(to)) {
    to <- c(0, 1)
  }
  for (name in names) {
    from <- recipe$ranges[, name]
    width <- (from[[2]] - from[[1]]) / (to[[2]] - to[[1]])
    rows[, name] <- (rows[, name] - from[[1]]) / width + to[[1]]
  }
  rows
}

# The components stand after the columns that were not rotated.
rotated <- function(rows, recipe, names) {
  components <- as.matrix(rows[, names, drop = FALSE]) %*% recipe$rotation
  if (ncol(components) == 1) {
    colnames(components) <- "PC1"
  }
  kept <- setdiff(names, preparation(recipe)$keep)
  if (is.data.frame(rows)) {
    components <- as.data.frame(components)
  }
  rows <- cbind(rows, components)
  rows[, !colnames(rows) %in% kept, drop = FALSE]
}
