# The bytes of a booster, and the list that they stand for.

# A raw vector (xgb.save.raw()); a list with `raw`, as xgboost 1 saves it, whose pointer
# is dead; a list with the bytes in the place of the pointer, as read_fit() reads
# xgboost 3 (booster_class.c); or the living object of a session with xgboost.
booster_bytes <- function(booster) {
  if (is.raw(booster)) {
    return(booster)
  }
  fields <- unclass(booster)
  bytes <- if (is.list(fields) && length(fields) > 0) {
    if (is.raw(fields[["raw"]])) fields[["raw"]] else fields[["ptr"]]
  }
  if (is.raw(bytes)) {
    return(bytes)
  }
  if (typeof(bytes) == "externalptr" && isNamespaceLoaded("xgboost")) {
    save_raw <- getExportedValue("xgboost", "xgb.save.raw")
    return(save_raw(booster, raw_format = "ubj"))
  }
  init_abort(
    "Model.UnknownKind",
    "The xgboost model holds no booster, only a pointer to one in the process that",
    " fitted it: save it with saveRDS() of xgboost 1.0 or later."
  )
}

# -> list(learner, version)
booster_model <- function(bytes) {
  # Before 1.2 saveRDS() writes where the configuration begins, in 64 bits.
  if (identical(bytes[1:14], charToRaw("CONFIG-offset:"))) {
    bytes <- bytes[-(1:22)]
  }
  model <- if (starts_object(bytes, c(0x69, 0x49, 0x6c, 0x4c, 0x55))) {
    .Call(ubjson_read, bytes)
  } else if (starts_object(bytes, c(0x22, 0x20, 0x0a, 0x0d, 0x09))) {
    read_json_booster(bytes)
  } else {
    read_old_booster(bytes)
  }
  # What saveRDS() writes has the training's configuration beside the model.
  if (!is.null(model$Model)) {
    model <- model$Model
  }
  if (!is.list(model$learner) || !is.list(model$learner$gradient_booster)) {
    refuse_damaged("its bytes are not a whole model")
  }
  model
}

# Helpers ----

# xgboost 2 writes NaN, which JSON has not, where a split has no threshold.
read_json_booster <- function(bytes) {
  text <- tryCatch(rawToChar(bytes), error = \(e) "")
  text <- gsub(
    "(?<=[[,])NaN(?=[],])",
    "1e999",
    text,
    perl = TRUE,
    useBytes = TRUE
  )
  tryCatch(parse_json(charToRaw(text)), runtime_error = \(e) NULL)
}

# A brace, then the type of a name's length in UBJSON, a quote or white space in JSON.
starts_object <- function(bytes, second) {
  length(bytes) > 2 &&
    bytes[1] == as.raw(0x7b) &&
    as.integer(bytes[2]) %in% second
}

refuse_damaged <- function(...) {
  init_abort(
    "Model.NotRds",
    "The xgboost model cannot be read, since ",
    ...,
    ": the file is damaged, or of a version that this service does not know.",
    " Save the fit again with saveRDS()."
  )
}
