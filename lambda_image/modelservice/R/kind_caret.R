# caret::train, by formula and by x and y. The fit carries what predict.train() runs: the
# functions of its method (`modelInfo`), the engine's own fit and what prepares the rows.
# So caret itself, which takes two seconds to load, is only needed where one of those
# names it (caret_packages.R).

#' @export
model_packages.train <- function(fit) {
  check_train(fit)
  packages <- c(fit$modelInfo$library, named_packages(fit))
  # plyr is for tuning alone, and a booster is scored without xgboost.
  packages <- setdiff(packages, c("plyr", if (has_booster(fit)) "xgboost"))
  unique(c(packages, if (needs_caret(fit)) "caret"))
}

#' @export
model_inputs.train <- function(fit) {
  if (inherits(fit, "train.formula")) {
    return(inputs_from_terms(fit$terms, fit$xlevels, fit$trainingData))
  }
  seen <- training_columns(fit)
  filled <- imputed_columns(fit)
  lapply(names(seen), \(name) {
    input <- seen_input(name, seen[[name]])
    input$nullable <- name %in% filled
    input
  })
}

#' @export
model_outcome.train <- function(fit) {
  if (fit$modelType == "Regression") {
    return(list(task = "regression"))
  }
  classification(train_levels(fit))
}

#' @export
model_choices.train <- function(fit) list()

#' @export
model_calls.train <- function(fit) {
  if (fit$modelType == "Regression") {
    return(c(value = "predict(fit, newdata)"))
  }
  c(
    label = "predict(fit, newdata)",
    probabilities = if (shows_probabilities(fit)) {
      'predict(fit, newdata, type = "prob")'
    }
  )
}

#' @export
model_predict.train <- function(fit, rows, options) {
  n <- nrow(rows)
  # caret's methods drop a dimension where there is but one row.
  if (n == 1) {
    rows <- rows[c(1, 1), , drop = FALSE]
  }
  row.names(rows) <- NULL
  prepared <- train_rows(fit, rows)
  answers <- train_answers(fit, prepared$rows)
  in_train_rows(answers, prepared$at, nrow(rows), n)
}

# Helpers ----

check_train <- function(fit) {
  if (inherits(fit, "train.recipe")) {
    refuse_train("was fitted with a recipe")
  }
  if (!is.function(fit$modelInfo$predict)) {
    refuse_train("has no functions of its method (`modelInfo`)")
  }
}

refuse_train <- function(...) {
  init_abort(
    "Model.UnknownKind",
    "The model is a train() of caret that ",
    ...,
    ", which is not served as it is: save it with modelservice::save_model(fit, name,",
    " data = ) and `predict`, and add caret to lambda_image/packages.txt."
  )
}

# The columns of x: with `returnData = FALSE` as its prototype of no rows has them.
training_columns <- function(fit) {
  seen <- fit$trainingData
  if (is.null(seen)) {
    seen <- fit$ptype
  }
  if (is.null(seen)) {
    refuse_types("it was trained with returnData = FALSE")
  }
  seen <- as.data.frame(seen)
  seen[setdiff(names(seen), c(".outcome", ".weights"))]
}

# Text is one of the values that x had.
seen_input <- function(name, values) {
  input <- input_from_values(name, values)
  if (input$type != "string") {
    return(input)
  }
  if (length(values) == 0) {
    refuse_levels(name)
  }
  input_column(name, "string", sort(unique(values)))
}

# predict() of a formula leaves out rows with NA before anything could fill them in.
imputed_columns <- function(fit) {
  method <- fit$preProcess$method
  if (!is.list(method)) {
    return(character())
  }
  unlist(method[c("medianImpute", "knnImpute", "bagImpute")])
}

train_levels <- function(fit) as.vector(fit$levels)

train_answers <- function(fit, rows) {
  if (nrow(rows) == 0) {
    return(NULL)
  }
  if (fit$modelType == "Regression") {
    return(within_bounds(as.numeric(train_label(fit, rows)), fit))
  }
  probabilities <- train_probabilities(fit, rows)
  label <- if (draws_ties(fit) && !is.null(probabilities)) {
    cut_off(probabilities, fit$finalModel)
  } else {
    as.character(train_label(fit, rows))
  }
  if (is.null(probabilities)) label else list(label, probabilities)
}

# predict() of a forest draws by lot between labels with as many votes.
draws_ties <- function(fit) {
  is_forest <- inherits(fit$finalModel, "randomForest")
  is_forest && is.list(fit$finalModel$forest)
}

train_label <- function(fit, rows) {
  if (has_booster(fit)) {
    return(booster_label(fit, rows))
  }
  fit$modelInfo$predict(fit$finalModel, rows, submodels = NULL)
}

# NULL where the method has none, or has none of this fit.
train_probabilities <- function(fit, rows) {
  if (!may_have_probabilities(fit)) {
    return(NULL)
  }
  levels <- train_levels(fit)
  tryCatch(
    {
      said <- if (has_booster(fit)) {
        booster_probabilities(fit, rows)
      } else {
        fit$modelInfo$prob(fit$finalModel, rows, submodels = NULL)
      }
      unname_rows(as.data.frame(said)[, levels, drop = FALSE])
    },
    error = \(e) if (isTRUE(fit$control$classProbs)) stop(e)
  )
}

unname_rows <- function(table) {
  table <- as.matrix(table)
  rownames(table) <- NULL
  table
}

# A method whose fit depends on `classProbs` has none unless they were asked for.
may_have_probabilities <- function(fit) {
  is.function(fit$modelInfo$prob) &&
    (isTRUE(fit$control$classProbs) ||
      !"classProbs" %in% all.names(body(fit$modelInfo$fit)))
}

# Whether predict() gives them, too: without `classProbs` only a trial shows it.
shows_probabilities <- function(fit) {
  if (!may_have_probabilities(fit) || isTRUE(fit$control$classProbs)) {
    return(may_have_probabilities(fit))
  }
  plan <- new_plan(model_inputs(fit))
  table <- new_table(1L, records = list(example_record(plan$inputs)))
  rows <- read_rows(table, plan)$rows[c(1, 1), , drop = FALSE]
  prepared <- suppressWarnings(train_rows(fit, rows)$rows)
  !is.null(suppressWarnings(train_probabilities(fit, prepared)))
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

# Answers of the rows `at` among `n`, of which the first `asked` were asked for.
in_train_rows <- function(answers, at, n, asked) {
  place <- match(seq_len(min(n, asked)), at)
  if (is.null(answers)) {
    return(stats::setNames(numeric(), character()))
  }
  if (!is.list(answers)) {
    return(answers[place])
  }
  list(
    label = answers[[1]][place],
    probabilities = answers[[2]][place, , drop = FALSE]
  )
}
