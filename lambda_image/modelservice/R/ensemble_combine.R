# The members' predictions of each row as one: their mean, their median, the label
# most of them give, or all of them side by side. NULL where a member is missing:
# an answer of fewer members is another answer.
combine <- function(members, how, rows) {
  if (rows == 0 || any(vapply(members, is.null, NA))) {
    return(NULL)
  }
  lapply(seq_len(rows), \(i) {
    elements <- lapply(members, .subset2, i)
    if (how == "none") {
      return(elements)
    }
    if (any(vapply(elements, is.null, NA))) {
      return(NULL)
    }
    if (!is.null(names(elements[[1]])) && is.null(elements[[1]]$label)) {
      combine_outcomes(elements, how)
    } else if (is.list(elements[[1]])) {
      combine_labels(elements, how)
    } else {
      combine_numbers(elements, how)
    }
  })
}

combine_rules <- c("mean", "median", "vote", "none")

# Helpers ----

combine_numbers <- function(elements, how) {
  numbers <- unlist(elements)
  if (how == "median") stats::median(numbers) else mean(numbers)
}

# Several outcomes: each with itself.
combine_outcomes <- function(elements, how) {
  names <- names(elements[[1]])
  combined <- lapply(names, \(name) {
    combine_numbers(lapply(elements, `[[`, name), how)
  })
  names(combined) <- names
  combined
}

# `vote`: a vote a member, the first member's label of two that draw. `mean`: the
# mean of the members' probabilities.
combine_labels <- function(elements, how) {
  labels <- vapply(elements, \(element) element$label, "")
  if (how == "vote") {
    shares <- table(factor(labels, levels = unique(labels))) / length(labels)
    shares <- as.list(c(shares))
  } else {
    each <- lapply(elements, \(element) unlist(element$probabilities))
    names <- unique(unlist(lapply(each, names)))
    shares <- lapply(names, \(name) mean(vapply(each, \(p) p[[name]], 0)))
    names(shares) <- names
  }
  best <- which.max(unlist(shares))
  list(
    label = names(shares)[best],
    probability = shares[[best]],
    probabilities = shares
  )
}
