# A GET of one S3 object, as options for curl: libcurl signs it (SigV4).
# https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
s3_request <- function(location, env) {
  region <- s3_region(location, env)
  credentials <- aws_credentials(location, env)
  headers <- list("x-amz-content-sha256" = EMPTY_SHA256)
  if (nzchar(credentials$token)) {
    headers[["x-amz-security-token"]] <- credentials$token
  }
  list(
    url = paste0(s3_url(location, region, env), s3_query(location)),
    headers = headers,
    options = list(
      aws_sigv4 = paste0("aws:amz:", region, ":s3"),
      username = credentials$id,
      password = credentials$secret,
      noproxy = no_proxy(env)
    )
  )
}

# Helpers ----

EMPTY_SHA256 <- "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

# The first variable that is set and not empty.
env_first <- function(env, ...) {
  for (name in c(...)) {
    if (name %in% names(env) && nzchar(env[[name]])) return(env[[name]])
  }
  ""
}

# Docker hands the user's proxy on to containers, and no proxy knows this machine.
no_proxy <- function(env) {
  given <- env_first(env, "no_proxy", "NO_PROXY")
  here <- c("localhost", "127.0.0.1", "host.docker.internal")
  if (given == "*") {
    given
  } else {
    paste(c(given[nzchar(given)], here), collapse = ",")
  }
}

s3_region <- function(location, env) {
  region <- env_first(env, "AWS_REGION", "AWS_DEFAULT_REGION")
  if (nzchar(region)) {
    return(region)
  }
  init_abort(
    "Model.NoRegion",
    "No AWS region is known to fetch ",
    location$uri,
    " from: set AWS_REGION to",
    " the bucket's region."
  )
}

# Virtual-hosted, the way S3 prefers it; path-style for an own endpoint and for a
# bucket with dots, whose name no TLS certificate covers.
s3_url <- function(location, region, env) {
  key <- encode_path(location$key)
  bucket <- location$bucket
  endpoint <- env_first(env, "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
  if (nzchar(endpoint)) {
    return(paste0(sub("/+$", "", endpoint), "/", bucket, "/", key))
  }
  host <- paste0("s3.", region, ".", dns_suffix(region))
  if (grepl(".", bucket, fixed = TRUE)) {
    return(paste0("https://", host, "/", bucket, "/", key))
  }
  paste0("https://", bucket, ".", host, "/", key)
}

s3_query <- function(location) {
  if (is.null(location$version)) {
    return("")
  }
  paste0("?versionId=", encode_segment(location$version))
}

dns_suffix <- function(region) {
  if (startsWith(region, "cn-")) "amazonaws.com.cn" else "amazonaws.com"
}
