# Steps that change factors and texts, column by column.

compile_step_novel <- function(step) {
  if (!has_only(step, "new_level", "objects")) {
    return(NULL)
  }
  each_column(names(step$objects), \(x, name) {
    known <- step$objects[[name]]
    text <- as.character(x)
    text[!text %in% c(known, NA)] <- step$new_level
    level_factor(text, c(known, step$new_level), known)
  })
}

compile_step_unknown <- function(step) {
  if (!has_only(step, "new_level", "objects")) {
    return(NULL)
  }
  each_column(names(step$objects), \(x, name) {
    known <- step$objects[[name]]
    text <- as.character(x)
    text[is.na(text)] <- step$new_level
    level_factor(text, c(known, step$new_level), known)
  })
}

compile_step_other <- function(step) {
  if (!has_only(step, "threshold", "other", "objects")) {
    return(NULL)
  }
  collapsed <- Filter(\(object) isTRUE(object$collapse), step$objects)
  each_column(names(collapsed), \(x, name) {
    object <- collapsed[[name]]
    text <- as.character(x)
    text[!text %in% c(object$keep, NA)] <- object$other
    factor(text, c(object$keep, object$other))
  })
}

compile_step_impute_mode <- function(step) {
  if (!has_only(step, "modes", "ptype")) {
    return(NULL)
  }
  each_column(names(step$modes), \(x, name) {
    if (!anyNA(x)) {
      return(x)
    }
    known <- levels(step$ptype[[name]])
    if (
      is.null(known) ||
        !all(c(levels(x), stats::na.omit(as.character(x))) %in% known)
    ) {
      not_compiled()
    }
    x <- factor(x, known, ordered = is.ordered(step$ptype[[name]]))
    x[is.na(x)] <- step$modes[[name]]
    x
  })
}

# as.numeric() of an ordered factor, and no other scores.
compile_step_ordinalscore <- function(step) {
  if (
    has_only(step, "columns", "convert") && identical(step$convert, as.numeric)
  ) {
    each_column(unname(step$columns), \(x, name) as.integer(x))
  }
}

# The place of a value in a key; 0 (or the next number, where it counts from 0) for one
# that is not there.
compile_step_integer <- function(step) {
  if (!has_only(step, "strict", "zero_based", "key")) {
    return(NULL)
  }
  each_column(names(step$key), \(x, name) {
    key <- step$key[[name]]
    value <- if (is.factor(x)) as.character(x) else x
    if (typeof(value) != typeof(key$value)) {
      not_compiled()
    }
    place <- key$integer[match(value, key$value)]
    unseen <- if (isTRUE(step$zero_based)) {
      max(key$integer, na.rm = TRUE) + 1
    } else {
      0
    }
    place[is.na(place) & !is.na(value)] <- unseen
    if (isTRUE(step$strict)) as.integer(place) else place
  })
}

compile_step_factor2string <- function(step) {
  if (has_only(step, "columns")) {
    each_column(columns_of_step(step), \(x, name) as.character(x))
  }
}

compile_step_bin2factor <- function(step) {
  if (!has_only(step, "levels", "ref_first", "columns")) {
    return(NULL)
  }
  levels <- if (isTRUE(step$ref_first)) step$levels else rev(step$levels)
  each_column(columns_of_step(step), \(x, name) {
    factor(ifelse(x == 1, step$levels[1], step$levels[2]), levels)
  })
}

compile_step_unorder <- function(step) {
  if (has_only(step, "columns")) {
    each_column(columns_of_step(step), \(x, name) {
      factor(as.character(x), levels(x))
    })
  }
}

# Intervals of the breaks. The outermost are called min and max where values beyond them
# belong to them.
compile_step_cut <- function(step) {
  if (!has_only(step, "breaks", "include_outside_range")) {
    return(NULL)
  }
  outside <- isTRUE(step$include_outside_range)
  each_column(names(step$breaks), \(x, name) {
    breaks <- step$breaks[[name]]
    if (!outside) {
      return(cut(x, breaks, include.lowest = TRUE))
    }
    if (anyNA(x)) {
      not_compiled()
    }
    ends <- c(1L, length(breaks))
    breaks[ends] <- range(breaks[ends], x)
    with_open_ends(cut(x, breaks, include.lowest = TRUE))
  })
}

# Helpers ----

level_factor <- function(text, levels, known) {
  factor(text, levels, ordered = isTRUE(attr(known, "is_ordered")))
}

with_open_ends <- function(x) {
  levels <- levels(x)
  n <- length(levels)
  if (n == 1) {
    return(factor(rep("[min,max]", length(x))))
  }
  levels[1] <- sub("(?<=\\[)(.*?)(?=,)", "min", levels[1], perl = TRUE)
  levels[n] <- sub("(?<=,)(.+?)(?=\\])", "max", levels[n], perl = TRUE)
  factor(levels[x], levels)
}
