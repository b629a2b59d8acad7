# stats::kmeans, which has no predict(): the label of a row is the number of the nearest
# centre, as kmeans() itself assigned the rows that it saw.

#' @export
model_packages.kmeans <- function(fit) "stats"

#' @export
model_inputs.kmeans <- function(fit) {
  names <- colnames(fit$centers)
  if (is.null(names)) {
    refuse_types("kmeans() was given a matrix without names of columns")
  }
  inputs_from_names(names, NULL)
}

#' @export
model_outcome.kmeans <- function(fit) {
  classification(as.character(seq_len(nrow(fit$centers))))
}

#' @export
model_choices.kmeans <- function(fit) list()

#' @export
model_calls.kmeans <- function(fit) {
  c(
    label = paste0(
      "apply(newdata[colnames(fit$centers)], 1,",
      " \\(row) which.min(colSums((t(fit$centers) - row)^2)))"
    )
  )
}

#' @export
model_predict.kmeans <- function(fit, rows, options) {
  centers <- fit$centers
  x <- as.matrix(rows)
  distances <- vapply(
    seq_len(nrow(centers)),
    \(i) colSums((t(x) - centers[i, ])^2),
    numeric(nrow(x))
  )
  distances <- matrix(distances, nrow = nrow(x))
  as.character(max.col(-distances, ties.method = "first"))
}
