# What fits with random effects have in common: groups that are columns of a request.

# Levels of the factors and texts of a model frame.
frame_levels <- function(frame) {
  is_text <- vapply(frame, \(x) is.factor(x) || is.character(x), NA)
  lapply(as.list(frame)[is_text], \(x) levels(as.factor(x)))
}

# A group that was a number in the training data is one of its numbers.
group_input <- function(input, groups) {
  values <- groups[[input$name]]
  if (is.numeric(values)) {
    input$levels <- as.character(sort(unique(values)))
  }
  input
}

# The labels of a binomial fit whose response was a factor or a truth; of a share or of
# 0 and 1 predict() answers a number.
frame_labels <- function(frame) {
  response <- frame[[1]]
  if (is.logical(response)) {
    return(c("FALSE", "TRUE"))
  }
  if (!is.factor(response)) {
    return(NULL)
  }
  levels <- levels(response)
  c(levels[1], paste(levels[-1], collapse = "/"))
}

# The answer of `predict` where a row has all values, NA elsewhere: for a predict() that
# fails, or answers something else, where one row has none. `names` are the columns of
# the answer, NULL where it is a vector; columns `besides` may have none.
in_whole_rows <- function(rows, names, predict, besides = character()) {
  needed <- rows[setdiff(names(rows), besides)]
  whole <- if (length(needed) > 0) {
    which(stats::complete.cases(needed))
  } else {
    seq_len(nrow(rows))
  }
  all <- matrix(NA_real_, nrow(rows), max(1, length(names)))
  colnames(all) <- names
  if (length(whole) > 0) {
    all[whole, ] <- predict(rows[whole, , drop = FALSE])
  }
  if (is.null(names)) all[, 1] else all
}
