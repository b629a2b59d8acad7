# Fetches an S3 object into a file, retrying what may pass by itself.
# -> the file's path; the caller deletes it.
fetch_object <- function(location, env, seconds = RETRY_SECONDS) {
  file <- tempfile("model-", fileext = ".rds")
  request <- s3_request(location, env)
  give_up <- now() + seconds
  attempt <- 0
  repeat {
    result <- send_once(request, file, file_size_limit(env), give_up - now())
    if (identical(result$status, 200L)) {
      return(file)
    }
    pause <- backoff(attempt)
    if (!is_transient(result) || now() + pause + 1 > give_up) {
      break
    }
    Sys.sleep(pause)
    attempt <- attempt + 1
  }
  on.exit(unlink(file))
  refuse_fetch(location, result, file, attempt + 1)
}

# Helpers ----

# An attempt that brings nothing ends then; one under way may take longer, since a
# large model does. Below the 10 s that Lambda gives the init phase.
RETRY_SECONDS <- 8

now <- function() proc.time()[["elapsed"]]

# Doubling from 0.1 s, halved by chance so that many cold starts do not retry in
# step. The clock's last digits serve as chance: the handler's random numbers
# stay its own.
backoff <- function(attempt) {
  chance <- (as.numeric(Sys.time()) * 1e6) %% 1000 / 1000
  min(0.1 * 2^attempt, 2) * (0.5 + chance / 2)
}

# A file that is larger than the function's memory can never be loaded.
file_size_limit <- function(env) {
  megabytes <- env_first(env, "AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
  if (nzchar(megabytes)) as.numeric(megabytes) * 2^20
}

# `seconds` are left for an attempt to bring something.
# -> list(status, headers) or list(failure = curl's sentence).
send_once <- function(request, file, limit, seconds) {
  handle <- curl::new_handle()
  curl::handle_setopt(handle, .list = patience(seconds))
  # The object as it is stored: neither another one nor a decoded one, whose
  # digest would differ.
  curl::handle_setopt(
    handle,
    followlocation = FALSE,
    http_content_decoding = FALSE
  )
  curl::handle_setopt(handle, .list = request$options)
  if (!is.null(limit)) {
    curl::handle_setopt(handle, maxfilesize_large = limit)
  }
  curl::handle_setheaders(handle, .list = request$headers)
  tryCatch(
    {
      response <- curl::curl_fetch_disk(request$url, file, handle)
      list(status = response$status_code, headers = response$headers)
    },
    error = \(e) list(failure = conditionMessage(e))
  )
}

patience <- function(seconds) {
  options <- list(
    connecttimeout_ms = ceiling(1000 * min(3, seconds)),
    low_speed_limit = 1000,
    low_speed_time = max(1, floor(min(5, seconds))),
    # Without it libcurl waits twice as long for a name server that is not there.
    quick_exit = 1
  )
  options[names(options) %in% names(curl::curl_options())]
}

is_transient <- function(result) {
  if (!is.null(result$failure)) {
    return(!is_too_large(result) && !is_untrusted(result))
  }
  result$status %in% c(429L, 500L, 502L, 503L, 504L)
}

is_too_large <- function(result) {
  grepl("Maximum file size exceeded", result$failure, fixed = TRUE)
}

is_untrusted <- function(result) grepl("certificate", result$failure)
