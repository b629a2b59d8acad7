snap_start <- c(AWS_LAMBDA_INITIALIZATION_TYPE = "snap-start")

# The hooks of a test, which are no longer there after it.
with_hooks <- function(before = list(), after = list(), env = parent.frame()) {
  old <- as.list(hooks)
  hooks$before <- before
  hooks$after <- after
  defer(list2env(old, hooks), env)
}
pass <- function(api, type = "snap-start") {
  config <- list(initialization_type = type, api = api$address)
  pass_snapshot(api$connection, config)
}

test_that("hooks run as they were given, those of a snapshot in reverse", {
  with_hooks()
  seen <- character()
  for (name in c("a", "b")) {
    local({
      mine <- name
      before_snapshot(\() seen <<- c(seen, paste("before", mine)))
      after_restore(\() seen <<- c(seen, paste("after", mine)))
    })
  }
  pass(runtime_api(answer(200)))
  expect_identical(seen, c("before b", "before a", "after a", "after b"))
})

test_that("without SnapStart the connection stays and no hook runs", {
  with_hooks(before = list(\() stop("ran")))
  api <- list(connection = runtime_connection("127.0.0.1:1"))
  expect_identical(pass(api, "on-demand"), api$connection)
})

test_that("the random seed and the connection are new after a restore", {
  with_hooks()
  api <- runtime_api(answer(200))
  set.seed(1)
  seed <- .Random.seed
  connection <- pass(api)
  expect_false(identical(.Random.seed, seed))
  expect_false(identical(connection$handle, api$connection$handle))
})

test_that("a restore that is refused is an error with its status", {
  with_hooks()
  error <- error_of(pass(runtime_api(answer(403))))
  expect_identical(error$error_type, "Runtime.ApiRefused")
  expect_match(
    conditionMessage(error),
    "answered 403 when asked for the restore"
  )
})

test_that("a failing hook is reported on the path of its phase", {
  reports <- list(
    before_snapshot = c("init/error", "Runtime.BeforeSnapshotError"),
    after_restore = c("restore/error", "Runtime.AfterRestoreError")
  )
  for (hook in names(reports)) {
    api <- runtime_api(answer(200), answer())
    code <- paste0("lambdaruntime::", hook, "(function() stop('no'))")
    output <- run_runtime(
      api,
      c(code, "handler <- function(event) 1"),
      variables = snap_start
    )
    if (hook == "after_restore") {
      api$request()
    }
    request <- api$request()
    expect_match(request$path, reports[[hook]][1], fixed = TRUE)
    expect_identical(parse_json(request$body)$errorType, reports[[hook]][2])
    expect_identical(attr(output, "status"), 1L)
  }
})
