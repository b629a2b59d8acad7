# The boosters of caret's xgbTree, xgbDART and xgbLinear, scored without xgboost. Its
# outcome is 1 for the first label, not for the second.

has_booster <- function(fit) inherits(fit$finalModel, "xgb.Booster")

booster_label <- function(fit, rows) {
  scores <- score_booster(fit$finalModel, as.matrix(rows))
  if (fit$modelType == "Regression") {
    return(scores)
  }
  levels <- train_levels(fit)
  if (length(levels) == 2) {
    return(ifelse(scores >= 0.5, levels[1], levels[2]))
  }
  levels[max.col(scores, ties.method = "first")]
}

booster_probabilities <- function(fit, rows) {
  scores <- score_booster(fit$finalModel, as.matrix(rows))
  levels <- train_levels(fit)
  if (length(levels) == 2) {
    if (identical(fit$finalModel$param$objective, "binary:logitraw")) {
      scores <- stats::plogis(scores)
    }
    scores <- cbind(scores, 1 - scores)
  }
  colnames(scores) <- levels
  scores
}
