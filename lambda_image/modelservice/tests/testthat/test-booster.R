# The expected numbers are worked out here in plain arithmetic. (Every objective and
# option was compared with xgboost-cpu 2.1.4 and 3.2.0 and xgboost 1.7.6 of PyPI over
# more than a million numbers, all equal to the last bit.)

test_that("a value below the threshold goes left, one that is equal right", {
  expect_identical(score(list(stump(2, c(10, 20))), c(1, 2, 3)), c(10, 20, 20))
})

test_that("values are compared as floats, not as doubles", {
  at <- float(0.1)
  # The double 0.1 is below the float 0.1, which is what it becomes.
  expect_lt(0.1, at)
  expect_identical(score(list(stump(at, c(10, 20))), 0.1), 20)
})

test_that("what is missing goes the default way", {
  expect_identical(score(list(stump(2, c(10, 20), 1)), c(NA, NaN)), c(10, 10))
  expect_identical(score(list(stump(2, c(10, 20), 0)), NA_real_), 20)
})

test_that("columns are taken by name, and by place where there are no names", {
  trees <- list(stump(2, c(10, 20), feature = 1))
  x <- cbind(b = 1, a = 3)
  expect_identical(score_booster(booster_of(trees), x), 10)
  expect_identical(score_booster(booster_of(trees, names = NULL), x), 20)
  expect_identical(score_booster(booster_of(trees), unname(x)), 20)
})

test_that("leaves are added up as floats, in the order of the trees", {
  trees <- lapply(c(2^24, 1, -2^24), leaf)
  expect_identical(score(trees, 0), 0)
  expect_identical(score(trees[c(1, 3, 2)], 0), 1)
})

test_that("the base score is on the scale of the answer", {
  near <- \(got, expected) expect_equal(got, expected, tolerance = 1e-7)
  margin <- \(...) score(list(leaf(0)), 0, type = "margin", ...)
  near(
    margin(objective = "binary:logistic", base_score = "2E-1"),
    log(0.2 / 0.8)
  )
  near(margin(objective = "count:poisson", base_score = "3E0"), log(3))
  near(margin(objective = "reg:squarederror", base_score = "3E0"), 3)
  raw <- \(version) {
    margin(
      objective = "binary:logitraw",
      base_score = "[2E-1]",
      version = version
    )
  }
  near(raw(c(1, 7, 9)), 0.2)
  near(raw(c(1, 0, 2)), log(0.2 / 0.8))
})

test_that("the objective makes the answer of the margin", {
  said <- \(objective) {
    score(list(leaf(-0.5)), 0, objective = objective, base_score = "1E0")
  }
  near <- \(objective, expected) {
    expect_equal(said(objective), expected, tolerance = 1e-6)
  }
  near("reg:squarederror", 0.5)
  near("reg:gamma", exp(-0.5))
  near("survival:aft", exp(-0.5))
  near("binary:hinge", 1)
  near("rank:ndcg", 0.5)
  expect_identical(score(list(leaf(-0.5)), 0, objective = "binary:hinge"), 0)
})

test_that("the probability of a margin is that of the logistic function", {
  said <- score(
    lapply(c(-0.5), leaf),
    0,
    objective = "binary:logistic",
    base_score = "5E-1"
  )
  expect_equal(said, stats::plogis(-0.5), tolerance = 1e-7)
})

test_that("several classes have a tree each in every round", {
  trees <- list(leaf(1), leaf(2), leaf(0), stump(0, c(3, 0)), leaf(0), leaf(0))
  say <- \(...) {
    score(trees, c(-1, 1), num_class = "3", groups = c(0, 1, 2, 0, 1, 2), ...)
  }
  margins <- rbind(c(4, 2, 0), c(1, 2, 0))
  expect_identical(say(objective = "multi:softprob", type = "margin"), margins)
  expect_equal(
    say(objective = "multi:softprob"),
    exp(margins) / rowSums(exp(margins)),
    tolerance = 1e-7
  )
  expect_identical(say(objective = "multi:softmax"), c(0, 1))
})

test_that("training that was stopped early is answered at its best round", {
  trees <- lapply(c(1, 10, 100, 1000), leaf)
  best <- list(best_iteration = "1")
  expect_identical(score(trees, 0, attributes = best), 11)
  expect_identical(
    score(trees, 0, attributes = best, num_parallel_tree = "2"),
    1111
  )
  expect_identical(
    score(trees, 0, attributes = best, iteration_indptr = I(c(0, 1, 3, 4))),
    111
  )
})

test_that("the best round of xgboost 1 may stand beside the booster alone", {
  booster <- xgboost_1(booster_of(list(leaf(1), leaf(10))), best_iteration = 1)
  expect_identical(score_booster(booster, cbind(a = 0, b = 0)), 1)
})

test_that("before 1.6 the booster says how many trees there are to the best round", {
  bare <- booster_list(
    list(leaf(1), leaf(10), leaf(100)),
    attributes = list(best_iteration = "0", best_ntreelimit = "2")
  )
  bare$learner$gradient_booster$model$gbtree_model_param <- list(
    num_trees = "3"
  )
  expect_identical(score_booster(ubjson(bare), cbind(a = 0, b = 0)), 11)
})

test_that("dart multiplies each tree by its weight", {
  machine <- list(name = "dart", weight_drop = I(c(0.5, 2)))
  expect_identical(score(list(leaf(4), leaf(3)), 0, machine = machine), 8)
})

test_that("a linear booster adds up, without what is missing", {
  machine <- list(name = "gblinear", model = list(weights = I(c(2, 3, 100))))
  said <- score(list(), c(1, NA), 10, machine = machine, base_score = "1E3")
  expect_identical(said, c(1132, 1130))
})

test_that("a category in the set goes right; others, unknown and missing ones not", {
  split <- tree(
    left = c(1, -1, -1),
    right = c(2, -1, -1),
    value = c(NaN, 10, 20),
    default_left = 1,
    split_type = I(c(1, 0, 0)),
    categories = I(c(0, 3)),
    categories_nodes = I(0),
    categories_segments = I(0),
    categories_sizes = I(2)
  )
  said <- score(list(split), c(0, 1, 2, 3, 4, 99, -0.5, NA))
  expect_identical(said, c(20, 10, 10, 20, 10, 10, 10, 10))
})

test_that("JSON has the same numbers as UBJSON, rounded to floats", {
  model <- booster_list(list(stump(0.1, c(0.3, 20))))
  x <- cbind(a = c(0, 0.1), b = 0)
  expect_identical(score_booster(json(model), x), c(float(0.3), 20))
  expect_identical(score_booster(ubjson(model), x), c(float(0.3), 20))
})

test_that("JSON of xgboost 2 has NaN where a split has no threshold", {
  split <- c(
    stump(7, c(10, 20)),
    list(
      split_type = I(c(1, 0, 0)),
      categories = I(1),
      categories_nodes = I(0),
      categories_segments = I(0),
      categories_sizes = I(1)
    )
  )
  text <- rawToChar(json(booster_list(list(split))))
  said <- \(with) {
    bytes <- charToRaw(sub("[7,10,20]", with, text, fixed = TRUE))
    score_booster(bytes, cbind(a = 0:1, b = 0))
  }
  expect_identical(said("[NaN,10,20]"), c(10, 20))
  error <- init_error_of(said("[7,NaN,20]"))
  expect_identical(error$error_type, "Model.NotRds")
})

# `made` in boosters.json says how; `gzip` is the model in base64.
test_that("boosters of the library predict what it predicts", {
  boosters <- lambdaruntime::parse_json(readBin("boosters.json", "raw", 1e5))
  for (made in boosters) {
    zipped <- lambdaruntime::base64_decode(made$gzip)
    bytes <- memDecompress(zipped, "gzip")
    cells <- lapply(unlist(made$x, recursive = FALSE), \(x) {
      if (is.null(x)) NA else x
    })
    x <- matrix(as.double(unlist(cells)), ncol = 2, byrow = TRUE)
    colnames(x) <- c("kind", "size")
    said <- score_booster(bytes, x)
    expect_equal(c(t(said)), unlist(made$expected), tolerance = 1e-7)
  }
})

test_that("every form in which R has a booster gives the same", {
  bytes <- booster_of(list(stump(2, c(10, 20))))
  whole <- ubjson(list(
    Config = list(learner = list(a = "1")),
    Model = booster_list(list(stump(2, c(10, 20))))
  ))
  forms <- list(
    bytes,
    whole,
    xgboost_1(whole),
    xgboost_3(bytes),
    read_booster(bytes)
  )
  for (form in forms) {
    expect_identical(score_booster(form, cbind(a = 1:2, b = 0)), c(10, 20))
  }
})

test_that("a booster is read once, however often it answers", {
  fit <- xgboost_1(booster_of(list(leaf(123))))
  before <- ls(read_boosters)
  for (i in 1:3) {
    score_booster(fit, cbind(a = 0, b = 0))
  }
  expect_length(setdiff(ls(read_boosters), before), 1)
})

test_that("two boosters of the same bytes keep what R has beside each", {
  bytes <- booster_of(list(stump(2, c(10, 20))), names = NULL)
  x <- cbind(a = 1, b = 3)
  one <- xgboost_1(bytes, feature_names = c("a", "b"))
  other <- xgboost_1(bytes, feature_names = c("b", "a"))
  expect_identical(c(score_booster(one, x), score_booster(other, x)), c(10, 20))
})

test_that("what is not understood is refused by name", {
  says <- \(sentence, ...) {
    error <- init_error_of(read_booster(booster_of(list(leaf(1)), ...)))
    expect_identical(error$error_type, "Model.UnknownKind")
    expect_match(conditionMessage(error), sentence)
  }
  says(
    "its objective is \"reg:expectileerror\"",
    objective = "reg:expectileerror"
  )
  says("its booster is \"gbforest\"", machine = list(name = "gbforest"))
  says("it is of version 4.0.0", version = c(4, 0, 0))
  says("its base score is \"\\[1,x\\]\"", base_score = "[1,x]")
})

test_that("trees of several outputs are refused by name", {
  vector_leaf <- leaf(1)
  vector_leaf$tree_param$size_leaf_vector <- "3"
  error <- init_error_of(read_booster(booster_of(list(vector_leaf))))
  expect_match(conditionMessage(error), "its trees have several outputs each")
})

test_that("a pointer of another process is not a booster", {
  error <- init_error_of(read_booster(xgboost_1(NULL)))
  expect_match(conditionMessage(error), "holds no booster, only a pointer")
})
