# The model that the environment names: found, checked, and only then read.
# -> the model as the rest of the package knows it (model.R).
load_model <- function(env) {
  uri <- env_first(env, "S3_MODEL_URI")
  if (!nzchar(uri)) {
    init_abort(
      "Model.NoUri",
      "S3_MODEL_URI is not set, so there is no model to serve: set it to",
      " s3://bucket/key.rds or file:///path/model.rds."
    )
  }
  location <- parse_model_uri(uri)
  file <- model_file(location, env)
  if (location$scheme == "s3") {
    on.exit(unlink(file))
  }
  sha256 <- check_digest(file, location, env_first(env, "MODEL_SHA256"))
  new_model(read_fit(file, location), name_from_uri(location), sha256)
}

# Helpers ----

model_file <- function(location, env) {
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
    " (S3_MODEL_URI is ",
    location$uri,
    "): check the path as this process sees it."
  )
}

check_digest <- function(file, location, expected) {
  if (nzchar(expected) && !grepl("^[0-9A-Fa-f]{64}$", expected)) {
    init_abort(
      "Model.BadDigest",
      "MODEL_SHA256 is \"",
      expected,
      "\", but must be the 64 hexadecimal digits",
      " that sha256sum prints for the file."
    )
  }
  sha256 <- digest::digest(file = file, algo = "sha256")
  if (nzchar(expected) && tolower(expected) != sha256) {
    init_abort(
      "Model.WrongDigest",
      location$uri,
      " has the SHA-256 ",
      sha256,
      ", but MODEL_SHA256 asks for ",
      expected,
      ": it was not opened. Set MODEL_SHA256 to the file you mean."
    )
  }
  sha256
}

read_fit <- function(file, location) {
  tryCatch(
    suppressWarnings(readRDS(file)),
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
}

refuse_package <- function(package, location) {
  init_abort(
    "Model.PackageMissing",
    "The model ",
    location$uri,
    " needs the R package ",
    package,
    ", which is not",
    " installed here: add it to lambda_image/packages.txt and build again."
  )
}
