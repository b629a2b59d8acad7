# caret's train(), against its own predict().
quiet <- \(code) suppressWarnings(suppressMessages(code))
# Some methods find their functions only where caret is attached.
quiet(attachNamespace("caret"))
withr::defer(detach("package:caret"), teardown_env())
once <- caret::trainControl(method = "none")
classes <- caret::trainControl(method = "none", classProbs = TRUE)
trained <- function(formula, method, ..., data = people, control = once) {
  set.seed(1)
  quiet(caret::train(formula, data, method, trControl = control, ...))
}
named <- transform(
  people,
  group = factor(group, labels = c("low", "high", "top"))
)
x <- named[c("age", "size", "group", "smokes")]
trained_xy <- function(
  y,
  method,
  ...,
  x = named[c("age", "size")],
  control = once
) {
  set.seed(1)
  quiet(caret::train(x, y, method, trControl = control, ...))
}
predict_prob <- \(fit, rows) quiet(stats::predict(fit, rows, type = "prob"))

test_that("a formula with a factor, centred and scaled, answers as predict() does", {
  fit <- trained(
    pay ~ log(age) + group + grade,
    "lm",
    preProcess = c("center", "scale")
  )
  expect_values(fit, people, stats::predict(fit, people))
  expect_identical(columns_of_fit(fit)$group, levels(people$group))
  expect_identical(columns_of_fit(fit)$age, "number")
})

test_that("a range, a removed column and components are prepared as caret does", {
  data <- transform(people, constant = 1)
  for (method in list(
    c("zv", "range"),
    c("zv", "center", "scale"),
    c("zv", "pca")
  )) {
    fit <- trained(
      pay ~ age + size + constant,
      "lm",
      preProcess = method,
      data = data
    )
    expect_values(fit, data, quiet(stats::predict(fit, data)))
    expect_false("caret" %in% model_packages(fit))
  }
})

test_that("a range of other bounds is kept", {
  control <- caret::trainControl(
    "none",
    preProcOptions = list(rangeBounds = c(-2, 3))
  )
  fit <- trained(
    pay ~ age + size,
    "lm",
    preProcess = "range",
    control = control
  )
  expect_values(fit, people, stats::predict(fit, people))
})

test_that("any other preparation is caret's, which is then a package of the model", {
  for (method in list("BoxCox", "spatialSign", "YeoJohnson")) {
    fit <- trained(pay ~ age + size, "lm", preProcess = method)
    expect_values(fit, people, stats::predict(fit, people))
    expect_true("caret" %in% model_packages(fit))
  }
})

test_that("labels and probabilities are those of caret, whatever the method", {
  one <- list(
    rpart = data.frame(cp = 0.01),
    nnet = data.frame(size = 2, decay = 0.1),
    glmnet = data.frame(alpha = 0.5, lambda = 0.01),
    svmRadial = data.frame(sigma = 1, C = 1),
    gbm = data.frame(
      n.trees = 9,
      interaction.depth = 1,
      shrinkage = 0.1,
      n.minobsinnode = 5
    ),
    ranger = data.frame(mtry = 1, splitrule = "gini", min.node.size = 5)
  )
  for (method in names(one)) {
    fit <- NULL
    utils::capture.output(
      fit <- trained(
        group ~ age + size + smokes,
        method,
        data = named,
        tuneGrid = one[[method]],
        control = classes
      )
    )
    rows <- named[1:20, ]
    expect_labels(fit, rows, stats::predict(fit, rows), predict_prob(fit, rows))
  }
})

test_that("two labels of a glm are those of caret", {
  fit <- trained(
    grade ~ age + size,
    "glm",
    data = transform(people, grade = factor(grade, ordered = FALSE))
  )
  expect_labels(
    fit,
    people,
    stats::predict(fit, people),
    predict_prob(fit, people)
  )
})

test_that("a method that draws a tie by lot answers the first of the likeliest", {
  rf <- trained(
    group ~ age + size,
    "rf",
    data = named,
    ntree = 9,
    tuneGrid = data.frame(mtry = 1)
  )
  knn <- trained(
    group ~ age + size,
    "knn",
    data = named,
    tuneGrid = data.frame(k = 4)
  )
  net <- trained(
    group ~ age + size,
    "nnet",
    data = named,
    tuneGrid = data.frame(size = 1, decay = 1e9),
    trace = FALSE
  )
  for (fit in list(rf, knn, net)) {
    p <- predict_prob(fit, named)
    expect_labels(fit, named, names(p)[max.col(p, "first")], p)
  }
})

test_that("a method that was not asked for probabilities has none", {
  fit <- trained(
    group ~ age + size,
    "svmRadial",
    data = named,
    tuneGrid = data.frame(sigma = 1, C = 1)
  )
  expect_labels(fit, named, stats::predict(fit, named))
  expect_named(model_calls(fit), "label")
})

test_that("labels that are not names in R have the probabilities that predict() gives", {
  data <- transform(people, rank = factor(as.integer(group)))
  fit <- trained(
    rank ~ age + size,
    "rpart",
    data = data,
    tuneGrid = data.frame(cp = 0)
  )
  expect_labels(fit, data, stats::predict(fit, data), predict_prob(fit, data))
})

test_that("x and y give the columns with their levels, text among them", {
  text <- transform(x, group = as.character(group))
  fit <- trained_xy(
    people$pay,
    "rpart",
    x = text,
    tuneGrid = data.frame(cp = 0)
  )
  expect_identical(columns_of_fit(fit)$group, sort(levels(named$group)))
  expect_identical(columns_of_fit(fit)$smokes, "boolean")
  expect_values(fit, text, stats::predict(fit, text))
  expect_identical(
    code_of_cell(fit, as.list(transform(text[1, ], group = "new"))),
    "unknown_level"
  )
})

test_that("x and y fill in medians, so null is a value", {
  holes <- x[c("age", "size")]
  holes$age[1:5] <- NA
  fit <- trained_xy(
    people$pay,
    "lm",
    x = holes,
    preProcess = c("center", "medianImpute")
  )
  expect_values(fit, holes, stats::predict(fit, holes))
  expect_identical(code_of_cell(fit, list(age = NULL, size = 1)), "")
  formula <- trained(pay ~ age + size, "lm", preProcess = "medianImpute")
  expect_identical(code_of_cell(formula, list(age = NULL, size = 1)), "null")
})

test_that("without its training data a fit has the types of its prototype", {
  control <- caret::trainControl("none", returnData = FALSE)
  fit <- trained_xy(
    people$pay,
    "rpart",
    x = x,
    control = control,
    tuneGrid = data.frame(cp = 0)
  )
  expect_identical(columns_of_fit(fit)$group, levels(named$group))
  fit$ptype <- NULL
  expect_match(
    conditionMessage(init_error_of(model_inputs(fit))),
    "returnData = FALSE"
  )
})

test_that("text whose values are not kept is refused until the data say them", {
  text <- transform(x, group = as.character(group))
  control <- caret::trainControl("none", returnData = FALSE)
  fit <- trained_xy(
    people$pay,
    "rpart",
    x = text,
    control = control,
    tuneGrid = data.frame(cp = 0)
  )
  expect_match(
    conditionMessage(init_error_of(model_inputs(fit))),
    "levels of `group`"
  )
})

test_that("bounds of the prediction hold", {
  for (bounds in list(c(TRUE, FALSE), c(-0.1, 0.1), c(NA, 0))) {
    control <- caret::trainControl("none", predictionBounds = bounds)
    fit <- trained(pay ~ age + size, "lm", control = control)
    far <- transform(people[1:9, ], age = age * 1000 * (-1)^(1:9))
    expect_values(fit, far, stats::predict(fit, far))
  }
})

test_that("a row that the formula makes NA is null, alone and among others", {
  fit <- trained(pay ~ log(age) + size, "lm")
  rows <- people[1:3, ]
  rows$age[2] <- -1
  answers <- suppressWarnings(both_ways(fit, rows))
  expect_identical(is.na(unlist(answers$batch)), c(FALSE, TRUE, FALSE))
  expect_identical(is.na(unlist(answers$single)), c(FALSE, TRUE, FALSE))
  tree <- trained(
    group ~ log(age) + size,
    "rpart",
    data = named,
    tuneGrid = data.frame(cp = 0)
  )
  answers <- suppressWarnings(both_ways(tree, rows))
  expect_identical(vapply(answers$batch, is.null, NA), c(FALSE, TRUE, FALSE))
  expect_null(answers$single[[2]])
})

test_that("a method of one's own answers with its functions", {
  method <- list(
    library = "stats",
    type = "Regression",
    loop = NULL,
    prob = NULL,
    parameters = data.frame(parameter = "p", class = "numeric", label = "p"),
    grid = \(x, y, len = NULL, search = "grid") data.frame(p = 1),
    fit = \(x, y, ...) list(middle = stats::median(y)),
    predict = \(modelFit, newdata, submodels = NULL) {
      modelFit$middle + newdata[, 1]
    }
  )
  fit <- trained_xy(people$pay, method)
  expect_values(fit, people, stats::median(people$pay) + people$age)
})

test_that("its packages are those that predict, with caret where the engine is caret's", {
  packages <- \(method, ...) {
    tuning <- data.frame(...)
    fit <- trained(group ~ age + size, method, data = named, tuneGrid = tuning)
    model_packages(fit)
  }
  expect_setequal(packages("knn", k = 3), "caret")
  expect_setequal(
    packages("glmnet", alpha = 1, lambda = 0.1),
    c("glmnet", "Matrix")
  )
  forest <- data.frame(mtry = 1, splitrule = "gini", min.node.size = 5)
  expect_setequal(packages("ranger", forest), "ranger")
  expect_setequal(packages("svmLinear2", cost = 1), "e1071")
})

test_that("an unknown level and null get the errors of every kind", {
  fit <- trained(pay ~ size + group, "lm")
  expect_identical(
    code_of_cell(fit, list(size = 1, group = "new")),
    "unknown_level"
  )
  expect_identical(code_of_cell(fit, list(size = NULL, group = "low")), "null")
  expect_identical(
    code_of_cell(fit, list(size = "1", group = "low")),
    "wrong_type"
  )
})

test_that("a train() by recipe is refused by name", {
  fit <- structure(list(), class = c("train.recipe", "train"))
  expect_match(
    conditionMessage(init_error_of(a_model(fit))),
    "recipe.*save_model"
  )
})

# A library with all packages but caret, in a fresh R.
without_caret <- function(fit, rows) {
  folder <- withr::local_tempdir()
  packages <- list.dirs(.libPaths(), recursive = FALSE)
  packages <- packages[
    !duplicated(basename(packages)) & basename(packages) != "caret"
  ]
  file.symlink(packages, file.path(folder, basename(packages)))
  saveRDS(list(fit = fit, rows = rows), file.path(folder, "asked.rds"))
  code <- sprintf(
    "setwd('%s'); asked <- suppressWarnings(readRDS('asked.rds'))
     if (requireNamespace('caret', quietly = TRUE)) stop('caret is here')
     model <- modelservice:::new_model(asked$fit, 'm', strrep('a', 64))
     said <- modelservice:::model_predict(model$fit, asked$rows, list())
     saveRDS(said, 'said.rds')",
    folder
  )
  script <- file.path(folder, "ask.R")
  writeLines(code, script)
  env <- paste0(c("R_LIBS=", "R_LIBS_SITE=", "R_LIBS_USER="), folder)
  system2(
    file.path(R.home("bin"), "Rscript"),
    c("--vanilla", script),
    env = env
  )
  readRDS(file.path(folder, "said.rds"))
}

test_that("an R without caret answers the same", {
  fit <- trained(
    group ~ log(age) + size + smokes,
    "rpart",
    data = named,
    preProcess = c("center", "scale", "pca"),
    control = classes
  )
  said <- without_caret(fit, named[c("age", "size", "smokes")])
  expect_identical(said$label, as.character(stats::predict(fit, named)))
  expect_equal(
    said$probabilities,
    as.matrix(predict_prob(fit, named)),
    ignore_attr = TRUE
  )
})

test_that("save_model() proves its labels and probabilities", {
  fit <- trained(
    group ~ age + smokes,
    "rpart",
    data = named,
    tuneGrid = data.frame(cp = 0)
  )
  folder <- withr::local_tempdir()
  file <- quiet(save_model(fit, "tree", named, dir = folder))
  expect_identical(basename(file), "model.rds")
})

test_that("the engine gets the rows that caret gives it", {
  data <- transform(people, constant = 1)
  for (method in list(c("zv", "scale"), c("zv", "pca"))) {
    fit <- trained(
      pay ~ age + size + constant,
      "lm",
      preProcess = method,
      data = data
    )
    x <- as.matrix(data[c("age", "size", "constant")])
    expect_equal(
      train_rows(fit, data)$rows,
      stats::predict(fit$preProcess, x),
      tolerance = 1e-14,
      ignore_attr = TRUE
    )
  }
})

test_that("a method that drops a dimension of one row answers one row", {
  method <- caret::getModelInfo("rpart", regex = FALSE)$rpart
  method$prob <- \(modelFit, newdata, submodels = NULL) {
    said <- stats::predict(modelFit, newdata)[seq_len(nrow(newdata)), ]
    colnames(said) <- colnames(said)
    said[, modelFit$obsLevels]
  }
  fit <- trained_xy(
    named$group,
    method,
    tuneGrid = data.frame(cp = 0),
    control = classes
  )
  expect_labels(
    fit,
    named,
    stats::predict(fit, named),
    predict_prob(fit, named)
  )
})

test_that("probabilities that fail for a row are an error, not a label without them", {
  fit <- trained(
    group ~ age + size,
    "rpart",
    data = named,
    tuneGrid = data.frame(cp = 0)
  )
  own <- fit$modelInfo$prob
  fit$modelInfo$prob <- \(modelFit, newdata, submodels = NULL) {
    if (any(newdata[, "age"] > 1000)) {
      stop("too old")
    } else {
      own(modelFit, newdata)
    }
  }
  kind <- made_ready(fit)
  expect_type(model_predict(kind, people[1:2, ], default_options()), "list")
  far <- transform(people[1:2, ], age = 2000)
  expect_error(model_predict(kind, far, default_options()), "too old")
})
