# Which method answers for a fit, and in which package it is.
#
# predict() falls back on the method of a parent class where the fit's own class has
# none loaded: for mgcv::bam that is predict.lm(), which answers 0. So a fit is only
# served by the method of its own first class, or of a parent that is known to be
# right for it.

# The classes that this package has a file for (kind_*.R); those after the first of a
# kind are answered rightly by its method.
own_classes <- c(
  c("lm", "mlm", "aov"),
  c("glm", "negbin"),
  c("randomForest", "randomForest.formula"),
  c("svm", "svm.formula"),
  c("nnet", "nnet.formula", "multinom"),
  c("rpart", "ranger", "gbm"),
  c("coxph", "survreg"),
  c("rq", "rqs"),
  c("gam", "bam", "gamm"),
  c("lmerMod", "glmerMod"),
  c("glmmTMB", "lme", "gls", "nlme", "gnls"),
  c("polr", "lda", "qda", "rlm", "loglm"),
  c("clm", "clmm"),
  c("loess", "nls", "ppr.form"),
  c("ols", "lrm", "orm", "Glm", "Gls", "cph", "psm", "Rq", "bj"),
  c("vglm", "vgam"),
  "booster_fit",
  c("train", "train.formula", "train.recipe"),
  c("ksvm", "earth", "naiveBayes", "kmeans", "mvr"),
  c("constparty", "lmtree", "glmtree"),
  "cforest",
  "parsnip_fit",
  c("cv.glmnet", "glmnet", "elnet", "lognet", "multnet", "fishnet", "mrelnet")
)

# A fit as the generics of model.R take it: as it is, or as a foreign_fit, which is
# answered by predict() of its own class alone.
as_kind <- function(fit, name) {
  if (inherits(fit, "prepared_model")) {
    return(with_kind(fit))
  }
  class <- class(fit)[1]
  if (is_forecast(fit)) {
    return(forecast_fit(fit))
  }
  if (is_xgboost(fit)) {
    return(booster_fit(fit))
  }
  if (inherits(fit, "lgb.Booster")) {
    refuse_lightgbm()
  }
  if (inherits(fit, "Learner") && inherits(fit, "R6")) {
    return(mlr3_fit(fit, name))
  }
  if (is_tidymodels(fit) && !has_own_methods(class)) {
    return(tidymodels_kind(fit, name))
  }
  if (class %in% own_classes || has_own_methods(class)) {
    return(fit)
  }
  package <- class_package(class)
  if (is.null(package)) {
    refuse_class(fit, name)
  }
  foreign_fit(fit, package)
}

# class -> the installed package that registers a predict() method for it, or NULL.
# Read from the index beside this package's folder (write_class_index()), else from
# the packages themselves.
class_package <- function(class) {
  file <- class_index_file()
  index <- if (file.exists(file)) read_class_index(file) else scan_classes()
  found <- index$package[index$class == class]
  if (length(found) > 0) found[[1]]
}

# Writes the index: when the image is built (bundle/gather), and by tools/setup-r. The
# same packages give the same bytes: sorted by class; where two packages have one, the
# first library's comes first, as R loads it.
write_class_index <- function(
  file = class_index_file(),
  libraries = .libPaths()
) {
  index <- scan_classes(libraries)
  at <- order(index$class, method = "radix")
  lines <- paste(index$class, index$package, sep = "\t")[at]
  writeLines(unique(lines), file, useBytes = TRUE)
}

# Helpers ----

class_index_file <- function() {
  file.path(
    dirname(getNamespaceInfo("modelservice", "path")),
    "predict-classes.tsv"
  )
}

read_class_index <- function(file) {
  fields <- strsplit(readLines(file), "\t", fixed = TRUE)
  list(
    class = vapply(fields, `[[`, "", 1),
    package = vapply(fields, `[[`, "", 2)
  )
}

# What each package registers stands in its own metadata.
scan_classes <- function(libraries = .libPaths()) {
  folders <- list.dirs(libraries, recursive = FALSE)
  files <- file.path(folders, "Meta", "nsInfo.rds")
  files <- files[file.exists(files)]
  classes <- lapply(files, predicted_classes)
  packages <- basename(dirname(dirname(files)))
  list(
    class = unlist(classes),
    package = rep(packages, lengths(classes))
  )
}

predicted_classes <- function(file) {
  methods <- tryCatch(readRDS(file)$S3methods, error = \(e) NULL)
  if (is.null(methods)) {
    return(character())
  }
  methods[methods[, 1] == "predict", 2]
}

# A kind of the user's own: a method of theirs, in the handler's file or registered by a
# package of theirs. R looks for it from where the generic is.
has_own_methods <- function(class) !is.null(own_method(class))

# The package of theirs, which the handler's file loads: so does the proof's fresh R.
own_package <- function(fit) {
  method <- own_method(class(inner_fit(fit))[1])
  home <- if (!is.null(method)) topenv(environment(method))
  if (isNamespace(home) && getNamespaceName(home) != "modelservice") {
    getNamespaceName(home)[[1]]
  }
}

own_method <- function(class) {
  utils::getS3method(
    "model_predict",
    class,
    optional = TRUE,
    envir = topenv()
  )
}

refuse_lightgbm <- function() {
  init_abort(
    "Model.UnknownKind",
    "The model is a booster of lightgbm, which this service cannot score by itself:",
    " save it with modelservice::save_model() and a `predict` function, and add",
    " lightgbm to lambda_image/packages.txt."
  )
}

refuse_class <- function(fit, name) {
  init_abort(
    "Model.UnknownKind",
    "The model ",
    name,
    " is of class ",
    paste(class(fit), collapse = "/"),
    ", for which no installed package has a predict() method: add the package that",
    " has it to lambda_image/packages.txt, or save the model with",
    " modelservice::save_model() and `predict`."
  )
}
