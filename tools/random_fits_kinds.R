# The data, formulas and kinds of random_fits.R, and what predict() says of each fit.

make_data <- function(n = 80) {
  data <- data.frame(
    x = rnorm(n),
    z = rexp(n) + 0.1,
    k = sample(1:4, n, TRUE),
    f = factor(sample(c("a", "b", "c"), n, TRUE), levels = c("b", "a", "c")),
    g = sample(c("u", "v w", "\u00fc"), n, TRUE),
    o = factor(sample(1:3, n, TRUE), ordered = TRUE),
    b = sample(c(TRUE, FALSE), n, TRUE),
    d = as.Date("2026-01-01") + sample(300, n),
    check.names = FALSE
  )
  data[["my col"]] <- rnorm(n)
  data$y <- data$x + as.integer(data$f) + data$z / 2 + rnorm(n, 0, 0.2)
  data$count <- rpois(n, exp(data$x / 2))
  data$class <- factor(ifelse(data$y > stats::median(data$y), "yes", "no"))
  data$three <- cut(data$y, 3, labels = c("low", "mid", "top"))
  data
}

# What people write in formulas; some of it cannot be served raw, and must be refused.
any_terms <- c(
  c("x", "z", "k", "f", "g", "b", "o", "`my col`", "d", "-1"),
  c("log(z)", "sqrt(z)", "I(x^2)", "I(x > 0)", "exp(x / 3)", "sin(2 * pi * x)"),
  c("poly(x, 2)", "ns(x, 3)", "bs(z, df = 4)", "scale(z)", "pmin(x, 0.5)"),
  c("factor(k)", "factor(k) + log(k)", "relevel(f, 'c')", "as.factor(g)"),
  c("cut(x, c(-Inf, -1, 0, Inf))", "ifelse(x > 0, 'p', 'n')", "f == 'a'"),
  c(
    "f:x",
    "x * z",
    "f * b",
    "I(f == 'a' & x > 0)",
    "b + I(x * b)",
    "offset(z)"
  ),
  c("as.numeric(f)", "paste(g)", "nchar(g)", "I(k %in% c(1, 2))", "abs(x - 1)"),
  c(
    "as.numeric(d)",
    "format(d, '%m')",
    "I(log(z) * 2)",
    "I((x))",
    "round(z, 1)"
  )
)
# Without a column rpart ends R.
tree_terms <- setdiff(any_terms, c("-1", "offset(z)"))
plain_terms <- c("x", "z", "k", "f", "b", "`my col`", "o")

random_formula <- function(outcome, terms) {
  picked <- sample(terms, sample(1:3, 1))
  formula <- stats::as.formula(paste(
    outcome,
    "~",
    paste(picked, collapse = " + ")
  ))
  environment(formula) <- globalenv()
  formula
}

# Each: data -> list(fit, said = function(rows)), where `said` is a value, or a label
# and probabilities.
value <- \(x) list(value = as.vector(x))
probability <- function(p, levels) {
  p <- as.vector(p)
  list(probabilities = cbind(1 - p, p) |> `colnames<-`(levels))
}
kinds <- list(
  lm = \(d) {
    fit <- stats::lm(random_formula("y", any_terms), d)
    list(fit = fit, said = \(r) value(stats::predict(fit, r)))
  },
  lm_log = \(d) {
    fit <- stats::lm(
      random_formula("log(abs(y) + 1)", any_terms),
      d,
      model = FALSE
    )
    list(fit = fit, said = \(r) value(stats::predict(fit, r)))
  },
  glm_binomial = \(d) {
    fit <- stats::glm(random_formula("class", any_terms), stats::binomial, d)
    said <- \(r) {
      probability(stats::predict(fit, r, type = "response"), c("no", "yes"))
    }
    list(fit = fit, said = said)
  },
  glm_poisson = \(d) {
    fit <- stats::glm(
      random_formula("count", any_terms),
      stats::poisson,
      d,
      offset = log(z)
    )
    list(fit = fit, said = \(r) {
      value(stats::predict(fit, r, type = "response"))
    })
  },
  rpart = \(d) {
    fit <- rpart::rpart(random_formula("y", tree_terms), d)
    list(fit = fit, said = \(r) value(stats::predict(fit, r)))
  },
  rpart_loss = \(d) {
    loss <- matrix(c(0, sample(1:9, 1), 1, 0), 2)
    fit <- rpart::rpart(
      random_formula("class", tree_terms),
      d,
      parms = list(loss = loss)
    )
    said <- \(r) {
      list(
        label = stats::predict(fit, r, type = "class"),
        probabilities = stats::predict(fit, r, type = "prob")
      )
    }
    list(fit = fit, said = said)
  },
  forest = \(d) {
    fit <- randomForest(random_formula("y", plain_terms), d, ntree = 5)
    list(fit = fit, said = \(r) value(stats::predict(fit, r)))
  },
  forest_classes = \(d) {
    cutoff <- stats::runif(2) |> (\(p) p / sum(p))()
    fit <- randomForest(
      random_formula("class", plain_terms),
      d,
      ntree = 7,
      cutoff = cutoff
    )
    said <- \(r) {
      list(
        label = stats::predict(fit, r),
        probabilities = unclass(stats::predict(fit, r, type = "prob"))
      )
    }
    list(fit = fit, said = said)
  },
  forest_xy = \(d) {
    columns <- sample(c("x", "z", "k", "f", "o"), sample(2:4, 1))
    fit <- randomForest(d[columns], d$y, ntree = 5)
    list(fit = fit, said = \(r) value(stats::predict(fit, r[columns])))
  },
  forest_matrix = \(d) {
    columns <- sample(c("x", "z", "k", "my col"), sample(2:4, 1))
    fit <- randomForest(as.matrix(d[columns]), d$y, ntree = 5)
    list(fit = fit, said = \(r) {
      value(stats::predict(fit, as.matrix(r[columns])))
    })
  },
  ranger = \(d) {
    columns <- sample(c("x", "z", "k", "f", "g", "my col"), sample(1:4, 1))
    fit <- ranger::ranger(
      x = d[columns],
      y = d$y,
      num.trees = 5,
      num.threads = 1
    )
    list(fit = fit, said = \(r) value(stats::predict(fit, r)$predictions))
  },
  svm = \(d) {
    fit <- e1071::svm(random_formula("y", plain_terms), d)
    list(fit = fit, said = \(r) value(stats::predict(fit, r)))
  },
  svm_classes = \(d) {
    fit <- e1071::svm(
      random_formula("three", c("x", "z", "k", "`my col`")),
      d,
      probability = stats::runif(1) < 0.5,
      class.weights = c(low = 1, mid = 3, top = 1)
    )
    list(fit = fit, said = \(r) list(label = stats::predict(fit, r)))
  },
  multinom = \(d) {
    fit <- nnet::multinom(random_formula("three", any_terms), d, trace = FALSE)
    said <- \(r) {
      probabilities <- stats::predict(fit, r, type = "probs")
      list(
        probabilities = matrix(
          probabilities,
          nrow(r),
          dimnames = list(NULL, fit$lev)
        )
      )
    }
    list(fit = fit, said = said)
  },
  nnet = \(d) {
    fit <- nnet::nnet(
      random_formula("y", plain_terms),
      d,
      size = 2,
      linout = TRUE,
      trace = FALSE
    )
    list(fit = fit, said = \(r) value(stats::predict(fit, r)))
  },
  glmnet = \(d) {
    columns <- sample(c("x", "z", "k", "my col"), sample(2:4, 1))
    x <- \(r) as.matrix(r[columns])
    fit <- glmnet::cv.glmnet(x(d), d$y, nfolds = 3)
    list(fit = fit, said = \(r) value(stats::predict(fit, x(r))))
  },
  glmnet_binomial = \(d) {
    columns <- sample(c("x", "z", "k"), sample(2:3, 1))
    x <- \(r) as.matrix(r[columns])
    fit <- glmnet::cv.glmnet(x(d), d$class, family = "binomial", nfolds = 3)
    said <- \(r) {
      probability(stats::predict(fit, x(r), type = "response"), c("no", "yes"))
    }
    list(fit = fit, said = said)
  },
  gbm = \(d) {
    terms <- c("x", "z", "k", "f", "o", "log(z)")
    fit <- gbm::gbm(
      random_formula("y", terms),
      "gaussian",
      d,
      n.trees = 30,
      train.fraction = sample(c(1, 0.7), 1)
    )
    list(fit = fit, said = \(r) value(suppressMessages(stats::predict(fit, r))))
  }
)
