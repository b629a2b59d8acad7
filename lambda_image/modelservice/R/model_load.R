# A model's file: found, checked, and only then read.
# -> the model as the rest of the package knows it (model.R).
load_model <- function(
  location,
  env,
  name,
  sha256,
  card = NULL,
  request_id = NULL
) {
  start <- now()
  file <- fetch_file(location, env)
  on.exit(discard(file, location))
  told_by <- if (is.null(card)) "MODEL_SHA256" else "the catalogue"
  sha256 <- check_digest(file, location, sha256, told_by)
  fit <- read_fit(file, location)
  warn_of_versions(file, location, card, request_id)
  model <- described(new_model(fit, name, sha256), card)
  if (!is.null(card)) {
    check_golden(model, card, env)
  }
  log_event(
    "model loaded",
    request_id,
    fields = list(model = name, milliseconds = round((now() - start) * 1000))
  )
  model
}

# Where the models are: S3_MODEL_URI, else the catalogue baked into the image.
model_location <- function(env, baked = "/opt/models/catalogue.json") {
  uri <- env_first(env, "S3_MODEL_URI")
  if (nzchar(uri)) {
    return(parse_model_uri(uri))
  }
  if (file.exists(baked)) {
    return(parse_model_uri(paste0("file://", baked)))
  }
  init_abort(
    "Model.NoUri",
    "S3_MODEL_URI is not set and no models are baked into this image, so there is",
    " nothing to serve: set it to s3://bucket/key.rds, s3://bucket/catalogue.json",
    " or file:///path/model.rds."
  )
}

is_catalogue <- function(location) {
  endsWith(
    if (location$scheme == "s3") location$key else location$path,
    ".json"
  )
}

# Helpers ----

fetch_file <- function(location, env) {
  if (location$scheme == "s3") {
    return(fetch_object(location, env))
  }
  if (file.exists(location$path) && !dir.exists(location$path)) {
    return(location$path)
  }
  init_abort(
    "Model.NotFound",
    "There is no file ",
    location$path,
    " (",
    location$uri,
    "): check the path as this process sees it."
  )
}

# What was fetched is a copy; what was on disk is not ours.
discard <- function(file, location) {
  if (location$scheme == "s3") unlink(file)
}

check_digest <- function(file, location, expected, told_by) {
  if (nzchar(expected) && !grepl("^[0-9A-Fa-f]{64}$", expected)) {
    init_abort(
      "Model.BadDigest",
      told_by,
      " says \"",
      expected,
      "\" for the SHA-256 of ",
      location$uri,
      ", but that must be the 64 hexadecimal digits that sha256sum prints."
    )
  }
  sha256 <- digest::digest(file = file, algo = "sha256")
  if (nzchar(expected) && tolower(expected) != sha256) {
    init_abort(
      "Model.WrongDigest",
      location$uri,
      " has the SHA-256 ",
      sha256,
      ", but ",
      told_by,
      " asks for ",
      expected,
      ": it was not opened. Name the digest of the file you mean."
    )
  }
  sha256
}

read_fit <- function(file, location) {
  stand_in_for_xgboost()
  unread <- character()
  fit <- tryCatch(
    withCallingHandlers(read_rds(file), warning = \(w) {
      unread <<- c(unread, package_of_unread(conditionMessage(w)))
      tryInvokeRestart("muffleWarning")
    }),
    packageNotFoundError = \(e) refuse_package(e$package, location),
    error = \(e) {
      init_abort(
        "Model.NotRds",
        location$uri,
        " cannot be read as an R object (",
        conditionMessage(e),
        "): write it with saveRDS(fit, file), not save()."
      )
    }
  )
  if (length(unread) > 0) {
    refuse_package(unread[[1]], location)
  }
  fit
}

# An object that only its package can read is an empty vector without it, and R no more
# than warns (ALTREP_UNSERIALIZE_EX() in altrep.c).
package_of_unread <- function(warning) {
  unread <- "cannot unserialize ALTVEC object .* from package '(.+)'; returning"
  regmatches(warning, regexec(unread, warning))[[1]][-1]
}

# Where xgboost is not installed its boosters are read by booster_class.c.
stand_in_for_xgboost <- function() {
  if (length(find.package("xgboost", quiet = TRUE)) == 0) {
    .Call(register_booster_class)
  }
}

refuse_package <- function(package, location) {
  init_abort(
    "Model.PackageMissing",
    "The model ",
    location$uri,
    " needs the R package ",
    package,
    ", which is not installed here: add it to lambda_image/packages.txt and",
    " build again."
  )
}
