# Fits of every kind, each on columns of `people`.
labelled <- transform(
  people,
  admit = factor(smokes, labels = c("rejected", "admitted")),
  admitted = as.integer(smokes)
)
numbers <- as.matrix(people[c("age", "size")])

fits <- suppressWarnings(list(
  lm = linear,
  glm_binomial = stats::glm(admit ~ age + group, stats::binomial, labelled),
  glm_poisson = stats::glm(age ~ size, stats::poisson, people),
  forest = randomForest::randomForest(
    pay ~ age + group + smokes,
    people,
    ntree = 9
  ),
  forest_classes = randomForest::randomForest(
    group ~ age + size,
    people,
    ntree = 9
  ),
  forest_matrix = randomForest::randomForest(
    people[c("age", "group")],
    people$pay,
    ntree = 9
  ),
  svm = e1071::svm(pay ~ age + size, people),
  svm_labels = e1071::svm(group ~ age + size, people),
  svm_classes = e1071::svm(group ~ age + size, people, probability = TRUE),
  multinom = nnet::multinom(group ~ age + size, people, trace = FALSE),
  multinom_two = nnet::multinom(admit ~ age + size, labelled, trace = FALSE),
  nnet = nnet::nnet(
    pay ~ age + size,
    people,
    size = 2,
    linout = TRUE,
    trace = FALSE
  ),
  rpart = rpart::rpart(pay ~ age + group, people),
  rpart_classes = rpart::rpart(group ~ age + size, people),
  ranger = ranger::ranger(
    pay ~ size,
    people,
    num.trees = 9,
    num.threads = 1
  ),
  ranger_labels = ranger::ranger(
    group ~ size,
    people,
    num.trees = 9,
    num.threads = 1
  ),
  ranger_classes = ranger::ranger(
    group ~ size,
    people,
    num.trees = 9,
    probability = TRUE,
    num.threads = 1
  ),
  gbm = gbm::gbm(pay ~ age + group, "gaussian", people, n.trees = 5),
  gbm_binary = gbm::gbm(
    admitted ~ age + size,
    "bernoulli",
    labelled,
    n.trees = 5
  ),
  glmnet = glmnet::glmnet(numbers, people$pay, lambda = 0.1),
  glmnet_cv = glmnet::cv.glmnet(numbers, people$pay, nfolds = 3),
  glmnet_binary = glmnet::glmnet(
    numbers,
    labelled$admit,
    "binomial",
    lambda = 0.1
  ),
  glmnet_classes = glmnet::glmnet(
    numbers,
    people$group,
    "multinomial",
    lambda = 0.1
  ),
  loess = stats::loess(pay ~ age, people)
))

record <- list(
  age = people$age[7],
  size = people$size[7],
  group = as.character(people$group[7]),
  grade = as.character(people$grade[7]),
  smokes = people$smokes[7]
)

for (kind in names(fits)) {
  test_that(
    paste(
      kind,
      "predicts from a request what it predicts from its training row"
    ),
    {
      fit <- fits[[kind]]
      model <- suppressMessages(a_model(fit))
      from_request <- predicted(fit, rows_of(list(record), model$plan))
      from_training <- predicted(fit, people[7, model$plan$names, drop = FALSE])
      expect_equal(from_request, from_training, ignore_attr = TRUE)
    }
  )

  test_that(paste(kind, "answers one row and several alike"), {
    model <- suppressMessages(a_model(fits[[kind]]))
    table <- new_table(3L, records = list(record, record, record))
    three <- json_answer(model, predict_table(model, table, default_options()))
    one <- json_answer(
      model,
      predict_table(
        model,
        new_table(1L, records = list(record)),
        default_options()
      )
    )
    expect_length(three$predictions, 3)
    expect_equal(three$predictions[[3]], one$predictions[[1]])
  })
}

test_that("probabilities are of all labels and sum to one", {
  for (kind in grep(
    "classes|binary|binomial|two|multinom",
    names(fits),
    value = TRUE
  )) {
    model <- suppressMessages(a_model(fits[[kind]]))
    table <- new_table(1L, records = list(record))
    answer <- json_answer(model, predict_table(model, table, default_options()))
    element <- answer$predictions[[1]]
    expect_named(element$probabilities, model$levels)
    expect_equal(sum(unlist(element$probabilities)), 1)
    expect_identical(
      element$probability,
      element$probabilities[[element$label]]
    )
  }
})

test_that("a fit that forgets its levels learns them from the data it is saved with", {
  unforgetting <- list(
    e1071::svm(pay ~ age + group, people),
    ranger::ranger(pay ~ age + group, people, num.trees = 9, num.threads = 1),
    randomForest::randomForest(pay ~ age + grade, people, ntree = 9)
  )
  for (fit in unforgetting) {
    inputs <- setdiff(all.vars(fit$call[[2]]), "pay")
    saved <- as_saved(fit, people, inputs = inputs)
    expect_equal(
      predicted(saved, rows_of(list(record), model_inputs(saved))),
      predicted(saved, people[7, inputs]),
      ignore_attr = TRUE
    )
  }
})

test_that("a classifier without probabilities answers the label", {
  model <- a_model(fits$svm_labels)
  table <- new_table(1L, records = list(record))
  answer <- json_answer(model, predict_table(model, table, default_options()))
  expect_true(answer$predictions[[1]]$label %in% levels(people$group))
})

test_that("an interval is what predict() says", {
  fit <- fits$lm
  by_r <- stats::predict(fit, people[7, ], interval = "prediction", level = 0.9)
  ours <- predicted(fit, people[7, ], interval = "prediction", level = 0.9)
  expect_identical(ours, by_r)
})

test_that("a binomial fit answers label, probability and probabilities", {
  admitted <- transform(
    people,
    admit = factor(smokes, labels = c("rejected", "admitted"))
  )
  fit <- stats::glm(admit ~ age, stats::binomial, admitted)
  model <- a_model(fit)
  table <- new_table(1L, records = list(list(age = people$age[1])))
  result <- predict_table(model, table, default_options())
  answer <- json_answer(model, result)$predictions[[1]]
  p <- stats::predict(fit, people[1, ], type = "response")[[1]]
  expect_identical(answer$probabilities, list(rejected = 1 - p, admitted = p))
  expect_identical(answer$label, if (p > 0.5) "admitted" else "rejected")
  expect_identical(answer$probability, max(p, 1 - p))
})

test_that("a value that is not a finite number is null, with a warning", {
  fit <- stats::lm(pay ~ log(size), people)
  table <- new_table(2L, columns = list(size = c(0.5, -1)))
  model <- a_model(fit)
  result <- suppressWarnings(predict_table(model, table, default_options()))
  answer <- json_answer(model, result)
  expect_match(lambdaruntime::to_json(answer$predictions), ",null\\]$")
  expect_match(answer$warnings, "1 value is not a finite number")
})

test_that("an unknown kind is refused by its class", {
  error <- init_error_of(as_kind(structure(list(), class = "mystery"), "m"))
  expect_match(conditionMessage(error), "mystery")
})
