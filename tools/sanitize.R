# Drives every .Call entry of both packages, which tools/sanitize has built with
# sanitizers: sanitize.R SEED SECONDS LAST. A sanitizer ends this process at
# once, so the call at hand is written to the file LAST before it is made.
arguments <- commandArgs(trailingOnly = TRUE)
seed <- as.integer(arguments[1])
seconds <- as.numeric(arguments[2])
last <- arguments[3]
source("tools/sanitize_inputs.R")
source("tools/sanitize_properties.R")
source("tools/sanitize_entries.R")
source("tools/sanitize_boosters.R")
entries <- c(entries, booster_entries)

# Of the processor, so that a busy machine tries as much as an idle one.
used <- function() sum(proc.time()[c("user.self", "sys.self")])
started <- used()
time_left <- function(until) used() - started < until * seconds
tried <- accepted <- tortured <- integer(length(entries))
names(tried) <- names(accepted) <- names(tortured) <- names(entries)

remember <- function(call) {
  exact <- c("keepNA", "keepInteger", "niceNames", "digits17")
  writeLines(deparse(call, 500, control = exact), last)
}

try_input <- function(name, input) {
  call <- entries[[name]]$call(input)
  remember(call)
  taken <- entries[[name]]$check(call)
  tried[[name]] <<- tried[[name]] + 1L
  accepted[[name]] <<- accepted[[name]] + taken
}

# Garbage is collected at every `step`th allocation: what lacks its PROTECT is
# then freed, which the sanitizer sees, or used again, and the answer differs.
# Around the C function stands no R code, which would allocate far more; and no
# string of an earlier call may be left, since R would use it again.
torture <- function(name, input, step) {
  call <- entries[[name]]$bare(input)
  remember(call)
  arguments <- lapply(as.list(call)[-1], eval)
  made <- as.call(c(eval(call[[1]]), lapply(arguments, \(x) call("quote", x))))
  gc()
  hold(
    identical(outcome(made, step), outcome(made, 0L)),
    "collecting garbage changes no answer"
  )
  tortured[[name]] <<- tortured[[name]] + 1L
}

outcome <- function(call, step) {
  tryCatch(
    {
      gctorture2(step)
      answer <- eval(call)
      gctorture2(0L)
      answer
    },
    error = \(e) {
      gctorture2(0L)
      conditionMessage(e)
    }
  )
}

# Passes ----

try_corpora <- function() {
  for (name in names(entries)) {
    for (input in entries[[name]]$corpus()) {
      try_input(name, input)
    }
  }
}

try_mutations <- function(until) {
  while (time_left(until)) {
    for (name in names(entries)) {
      for (i in 1:20) {
        try_input(name, entries[[name]]$random())
      }
    }
  }
}

torture_corpora <- function(until) {
  names <- rep(names(entries), lengths(lapply(entries, `[[`, "good")))
  inputs <- unlist(lapply(entries, `[[`, "good"), recursive = FALSE)
  for (i in sample(length(inputs))) {
    if (time_left(until)) torture(names[[i]], inputs[[i]], 1L)
  }
}

torture_mutations <- function(until) {
  while (time_left(until)) {
    for (name in names(entries)) {
      torture(name, entries[[name]]$random(), one_of(8))
    }
  }
}

report <- function() {
  each <- sprintf(
    "%s %d (%d accepted, %d under gctorture)",
    names(tried),
    tried,
    accepted,
    tortured
  )
  cat(
    "Inputs tried with seed ",
    seed,
    ": ",
    paste(each, collapse = ", "),
    ".\n",
    sep = ""
  )
}

set.seed(seed)
try_corpora()
try_mutations(0.6)
torture_corpora(0.9)
torture_mutations(1)
report()
hold(all(accepted > 0), "every entry accepts some of its inputs")
