# The boosters of xgboost, read and scored without xgboost: `score_booster()` for every
# kind that has one inside. What predict() of the library answers, to the float.

# booster: what readRDS() gives of an xgb.Booster, its bytes (xgb.save.raw()), or what
# read_booster() made of either.
# x: a numeric matrix with a column per feature; columns with names are taken by name.
# -> a number per row (of multi:softmax the number of the class), or where there are
# several outputs a matrix, rows by outputs.
score_booster <- function(booster, x, type = c("response", "margin")) {
  type <- match.arg(type)
  booster <- known_booster(booster)
  margins <- booster_margins_of(booster, feature_matrix(booster, x))
  scores <- if (type == "margin") {
    margins
  } else {
    booster_response(booster, margins)
  }
  if (is.matrix(scores) && ncol(scores) == 1) scores[, 1] else scores
}

# Helpers ----

# The columns in the order of the features.
feature_matrix <- function(booster, x) {
  storage.mode(x) <- "double"
  named <- !is.null(booster$names) && !is.null(colnames(x))
  if (named && all(booster$names %in% colnames(x))) {
    x <- x[, booster$names, drop = FALSE]
  } else if (named) {
    refuse_features(setdiff(booster$names, colnames(x)))
  }
  if (ncol(x) != booster$features) {
    answer_abort("it got ", ncol(x), " columns, not ", booster$features)
  }
  x
}

booster_margins_of <- function(booster, x) {
  if (!is.null(booster$linear)) {
    return(.Call(booster_linear, x, booster$linear, booster$base))
  }
  first <- if (booster$base_last) 0 * booster$base else booster$base
  margins <- .Call(
    booster_margins,
    x,
    booster$trees,
    booster$groups,
    first,
    booster$weights
  )
  if (!booster$base_last) {
    return(margins)
  }
  .Call(float_map, margins + rep(booster$base, each = nrow(x)), "same")
}

booster_response <- function(booster, margins) {
  if (booster$objective == "multi:softmax") {
    return(max.col(margins, ties.method = "first") - 1)
  }
  .Call(float_map, margins, objectives[[booster$objective]]$response)
}

refuse_features <- function(names) {
  answer_abort("it got no column ", listed(names, quote = "`"))
}
