# Why a model could not be fetched, and what to do about it.
refuse_fetch <- function(location, result, file, attempts) {
  if (!is.null(result$failure)) {
    refuse_transfer(location, result, attempts)
  }
  answer <- s3_error(file)
  region <- bucket_region(result, answer)
  if (!is.null(region)) {
    refuse_region(location, region)
  }
  # Other words of a 403 are of keys, clocks and signatures, not of permissions.
  if (result$status == 403L && answer$code %in% c("", "AccessDenied")) {
    refuse_access(location, answer)
  }
  if (result$status == 404L) {
    refuse_missing(location, answer)
  }
  init_abort(
    "Model.FetchFailed",
    location$uri,
    " could not be fetched: S3 answered ",
    result$status,
    " ",
    answer$code,
    " ",
    answer$message,
    " (",
    attempts,
    " attempts)."
  )
}

# Helpers ----

refuse_region <- function(location, region) {
  init_abort(
    "Model.WrongRegion",
    location$uri,
    " is in the region ",
    region,
    ", not in the one that was asked: set AWS_REGION to ",
    region,
    "."
  )
}

refuse_access <- function(location, answer) {
  init_abort(
    "Model.AccessDenied",
    location$uri,
    " may not be read (403 ",
    answer$code,
    "): allow s3:GetObject",
    if (!is.null(location$version)) "Version",
    " on it",
    " (and s3:ListBucket, so that a missing object is reported as such) to the",
    " function's role."
  )
}

refuse_missing <- function(location, answer) {
  init_abort(
    "Model.NotFound",
    location$uri,
    " does not exist (404 ",
    answer$code,
    "): check the bucket, the key",
    " and the version in S3_MODEL_URI."
  )
}

refuse_transfer <- function(location, result, attempts) {
  if (is_too_large(result)) {
    init_abort(
      "Model.TooLarge",
      location$uri,
      " is larger than the function's memory: raise the memory."
    )
  }
  if (is_untrusted(result)) {
    init_abort(
      "Model.FetchFailed",
      location$uri,
      " could not be fetched (",
      result$failure,
      "): set CURL_CA_BUNDLE to a file with the certificates of the authority",
      " that the endpoint's is from."
    )
  }
  init_abort(
    "Model.FetchFailed",
    location$uri,
    " could not be fetched in ",
    attempts,
    " attempts (",
    result$failure,
    "): check the network, the region and the endpoint."
  )
}

# S3 says what is wrong in a short XML document.
s3_error <- function(file) {
  # A proxy in between may answer nothing at all.
  is_empty <- !file.exists(file) || file.size(file) == 0
  text <- if (is_empty) "" else readChar(file, 4096, useBytes = TRUE)
  list(
    code = xml_element(text, "Code"),
    message = xml_element(text, "Message"),
    region = xml_element(text, "Region")
  )
}

xml_element <- function(text, name) {
  pattern <- paste0("<", name, ">([^<]*)</", name, ">")
  found <- regmatches(text, regexec(pattern, text, useBytes = TRUE))[[1]]
  if (length(found) == 2) found[2] else ""
}

# Told by a redirect's header or by a refused signature's body.
bucket_region <- function(result, answer) {
  if (!result$status %in% c(301L, 307L, 400L)) {
    return(NULL)
  }
  if (nzchar(answer$region)) {
    return(answer$region)
  }
  headers <- curl::parse_headers_list(result$headers)
  headers[["x-amz-bucket-region"]]
}
