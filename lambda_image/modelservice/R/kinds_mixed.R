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
