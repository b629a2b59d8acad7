# What a caret::train answers to rows that are prepared (caret_rows.R): what
# predict.train() does with the functions of the method.

# NULL where no row is left, else numbers, labels, or list(label, probabilities).
train_answers <- function(fit, rows) {
  if (nrow(rows) == 0) {
    return(NULL)
  }
  if (fit$modelType == "Regression") {
    return(within_bounds(as.numeric(train_label(fit, rows)), fit))
  }
  probabilities <- train_probabilities(fit, rows)
  label <- if (draws_ties(fit) && !is.null(probabilities)) {
    untied_label(probabilities, fit$finalModel)
  } else {
    as.character(train_label(fit, rows))
  }
  if (is.null(probabilities)) label else list(label, probabilities)
}

# Helpers ----

# predict() of these draws by lot between labels that are as likely.
draws_ties <- function(fit) {
  by_lot <- c("randomForest", "knn3", "nnet", "lda", "qda", "polr")
  !isS4(fit$finalModel) && inherits(fit$finalModel, by_lot)
}

untied_label <- function(probabilities, engine) {
  if (inherits(engine, "randomForest")) {
    return(cut_off(probabilities, engine))
  }
  colnames(probabilities)[max.col(probabilities, ties.method = "first")]
}

train_label <- function(fit, rows) {
  if (has_booster(fit)) {
    return(booster_label(fit, rows))
  }
  fit$modelInfo$predict(fit$finalModel, rows, submodels = NULL)
}

# NULL where predict() gives none.
train_probabilities <- function(fit, rows) {
  if (shows_probabilities(fit)) method_probabilities(fit, rows)
}

method_probabilities <- function(fit, rows) {
  said <- if (has_booster(fit)) {
    booster_probabilities(fit, rows)
  } else {
    fit$modelInfo$prob(fit$finalModel, rows, submodels = NULL)
  }
  unnamed_rows(as.data.frame(said)[, train_levels(fit), drop = FALSE])
}

# A method whose fit depends on `classProbs` has none unless they were asked for.
may_have_probabilities <- function(fit) {
  is.function(fit$modelInfo$prob) &&
    (isTRUE(fit$control$classProbs) ||
      !"classProbs" %in% all.names(body(fit$modelInfo$fit)))
}

# Whether predict() gives them, too: without `classProbs` only a trial shows it, which is
# made when the model is loaded (made_ready()). An answer has them always, or never.
shows_probabilities <- function(fit) {
  if (!is.null(fit$shows_probabilities)) {
    return(fit$shows_probabilities)
  }
  if (!may_have_probabilities(fit) || isTRUE(fit$control$classProbs)) {
    return(may_have_probabilities(fit))
  }
  plan <- new_plan(model_inputs(fit))
  table <- new_table(1L, records = list(example_record(plan$inputs)))
  rows <- read_rows(table, plan)$rows[c(1, 1), , drop = FALSE]
  prepared <- suppressWarnings(train_rows(fit, rows)$rows)
  tryCatch(
    is.matrix(suppressWarnings(method_probabilities(fit, prepared))),
    error = \(e) FALSE
  )
}

# trainControl(predictionBounds = ): TRUE for those of the training data.
within_bounds <- function(predicted, fit) {
  bounds <- fit$control$predictionBounds
  if (is.logical(bounds)) {
    bounds <- ifelse(bounds %in% TRUE, fit$yLimits, NA)
  }
  if (isTRUE(!is.na(bounds[1]))) {
    predicted <- ifelse(predicted < bounds[1], bounds[1], predicted)
  }
  if (isTRUE(!is.na(bounds[2]))) {
    predicted <- ifelse(predicted > bounds[2], bounds[2], predicted)
  }
  predicted
}

# Answers of `n` rows, of which a formula has left in those `at`; NA of the others.
in_train_rows <- function(answers, at, n, fit) {
  place <- match(seq_len(n), at)
  if (is.null(answers)) {
    return(no_answers(fit, length(place)))
  }
  if (!is.list(answers)) {
    return(answers[place])
  }
  list(
    label = answers[[1]][place],
    probabilities = answers[[2]][place, , drop = FALSE]
  )
}

no_answers <- function(fit, n) {
  if (fit$modelType == "Regression") {
    return(rep(NA_real_, n))
  }
  label <- rep(NA_character_, n)
  if (!shows_probabilities(fit)) {
    return(label)
  }
  levels <- train_levels(fit)
  probabilities <- matrix(
    NA_real_,
    n,
    length(levels),
    dimnames = list(NULL, levels)
  )
  list(label = label, probabilities = probabilities)
}
