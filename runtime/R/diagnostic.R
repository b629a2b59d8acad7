# Any condition as the three things that Lambda shows of a failure: a message
# and a type, both strings, and the stack, strings from the outermost call to
# the innermost. All that is reported, to Lambda, to X-Ray and to the log, is
# made of these.
# https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html#runtimes-api-invokeerror
as_diagnostic <- function(condition, stack = character()) {
  list(
    message = diagnostic_message(condition),
    error_type = diagnostic_type(condition),
    stack = stack
  )
}

# Helpers ----

diagnostic_message <- function(condition) {
  # A conditionMessage() method is the user's code and can fail itself.
  message <- tryCatch(conditionMessage(condition), error = \(e) "")
  message <- enc2utf8(paste(message, collapse = "\n"))
  if (!nzchar(message)) {
    message <- "The handler failed without a message."
  }
  # A message may quote bytes of no encoding; JSON can hold UTF-8 only.
  iconv(message, "UTF-8", "UTF-8", sub = "byte")
}

# An error's own `error_type`, else Function.<Class>: Function.Error for a plain
# stop(), Function.HttpError for a condition of class http_error. Lambda counts
# what is not of the form Category.Reason as Runtime.Unknown.
diagnostic_type <- function(condition) {
  # A condition need not be a list: some packages make theirs environments.
  own <- if (is.list(condition)) condition[["error_type"]]
  if (is_error_type(own)) {
    return(own)
  }
  class <- class(condition)[1]
  # What stop() and rlang::abort() make, which the user did not name.
  if (class %in% c("simpleError", "rlang_error")) {
    class <- "error"
  }
  words <- strsplit(class, "[^A-Za-z]+")[[1]]
  words <- words[nzchar(words)]
  if (length(words) == 0) {
    words <- "error"
  }
  initials <- toupper(substr(words, 1, 1))
  paste0("Function.", paste0(initials, substring(words, 2), collapse = ""))
}

is_error_type <- function(x) {
  is.character(x) &&
    length(x) == 1 &&
    grepl("^[A-Z][A-Za-z]*\\.[A-Z][A-Za-z]*$", x)
}
