# Workflows and parsnip fits in the very shape that those packages give them, assembled
# with hardhat and recipes: neither parsnip nor workflows is in Debian.

# timeDate, which recipes loads, runs a program to ask for the zone where none is named.
if (Sys.getenv("TZ") == "") {
  Sys.setenv(TZ = "UTC")
}

# `people` with a column of each type that a blueprint keeps a prototype of.
crowd <- local({
  set.seed(2)
  transform(
    people,
    age = as.integer(age),
    town = sample(c("Aa", "Bo", "Ce"), nrow(people), TRUE),
    day = as.Date("2024-01-01") + sample(400, nrow(people), TRUE),
    admit = factor(smokes, labels = c("rejected", "admitted"))
  )
})
crowd_with_gaps <- local({
  set.seed(3)
  gaps <- crowd
  for (name in c("age", "size", "group", "town", "day")) {
    gaps[[name]][sample(nrow(gaps), 6)] <- NA
  }
  gaps
})

pred_of <- function(..., post = NULL, pre = NULL, func = c(fun = "predict")) {
  args <- c(list(object = quote(object$fit)), list(...))
  # As a function is read whose namespace is not installed.
  if (is.function(post)) {
    environment(post) <- globalenv()
  }
  list(pre = pre, post = post, func = func, args = args)
}

numeric_pred <- list(
  numeric = pred_of(newdata = quote(new_data), type = "response")
)

interval_pred <- \(interval) {
  pred_of(
    newdata = quote(new_data),
    interval = interval,
    level = quote(level),
    type = "response",
    post = \(results, object) {
      results <- dplyr::select(tibble::as_tibble(results), -fit)
      setNames(results, c(".pred_lower", ".pred_upper"))
    }
  )
}

lm_pred <- c(
  numeric_pred,
  list(
    conf_int = interval_pred("confidence"),
    pred_int = interval_pred("prediction")
  )
)

glm_pred <- list(
  class = pred_of(
    newdata = quote(new_data),
    type = "response",
    post = \(x, object) unname(ifelse(x >= 0.5, object$lvl[2], object$lvl[1]))
  ),
  prob = pred_of(
    newdata = quote(new_data),
    type = "response",
    post = \(x, object) {
      x <- tibble(v1 = 1 - x, v2 = x)
      colnames(x) <- object$lvl
      x
    }
  )
)

rpart_pred <- list(numeric = pred_of(newdata = quote(new_data)))

a_model_fit <- function(
  fit,
  pred = numeric_pred,
  engine = "lm",
  libs = "stats",
  lvl = NULL,
  preproc = list(y_var = "..y"),
  interface = "formula"
) {
  mode <- if (is.null(lvl)) "regression" else "classification"
  method <- list(libs = libs, fit = list(interface = interface), pred = pred)
  spec <- list(args = list(), eng_args = list(), mode = mode, method = method)
  spec$engine <- engine
  structure(
    list(
      lvl = lvl,
      ordered = FALSE,
      spec = structure(spec, class = c("linear_reg", "model_spec")),
      fit = fit,
      preproc = preproc
    ),
    class = c(paste0("_", class(fit)[1]), "model_fit")
  )
}

# `fitted(data)` fits the engine on `..y` and the predictors that hardhat makes.
a_workflow <- function(mold, fitted, ...) {
  data <- as.data.frame(mold$predictors)
  x_var <- setdiff(names(data), "(Intercept)")
  outcome <- mold$outcomes[[1]]
  fit <- fitted(cbind(data[x_var], ..y = outcome))
  preproc <- list(x_var = x_var, y_var = "..y")
  model <- a_model_fit(fit, ..., lvl = levels(outcome), preproc = preproc)
  structure(
    list(
      pre = list(actions = list(), mold = mold, case_weights = NULL),
      fit = list(actions = list(), fit = model),
      post = list(actions = list()),
      trained = TRUE
    ),
    class = "workflow"
  )
}

fit_lm <- \(data) stats::lm(..y ~ ., data)

lm_workflow <- function(mold, ...) a_workflow(mold, fit_lm, ..., pred = lm_pred)

formula_workflow <- function(formula, ..., data = crowd) {
  blueprint <- hardhat::default_formula_blueprint(...)
  lm_workflow(hardhat::mold(formula, data, blueprint = blueprint))
}

recipe_workflow <- function(recipe, ..., data = crowd) {
  blueprint <- hardhat::default_recipe_blueprint(...)
  lm_workflow(hardhat::mold(recipe, data, blueprint = blueprint))
}

# What the library says: the blueprint's own predictors, and predict() of the engine.
forged_answer <- function(workflow, rows, ...) {
  mold <- workflow$pre$mold
  forged <- hardhat::forge(rows, mold$blueprint)$predictors
  unname(stats::predict(workflow$fit$fit$fit, as.data.frame(forged), ...))
}

bundle_of <- function(x, class, situate) {
  environment(situate) <- globalenv()
  structure(
    list(object = unclass(x), situate = structure(situate, class = "situater")),
    class = c(class, "bundle")
  )
}

empty_folder <- function() {
  folder <- tempfile("model-")
  dir.create(folder)
  folder
}

ones <- data.frame(one = rep(0:1, 10), pay = 1:20)
