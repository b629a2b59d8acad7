# Admission to a graduate school from the GRE score, the grade point average and
# the rank of the applicant's college, 1 (best) to 4. The classic data set of UCLA
# is hypothetical and in no package, so 400 applicants are drawn from its published
# summary and coefficients; `--data file.csv` trains on the file itself
# (columns admit, gre, gpa, rank). Run from the repository's root.

# The data ----

simulate_applicants <- function() {
  counts <- c(61, 151, 121, 67)
  n <- sum(counts)
  gre <- pmin(pmax(20 * round(rnorm(n, 589, 115.5) / 20), 220), 800)
  gpa <- pmin(pmax(round(rnorm(n, 3.4, 0.38), 2), 2.26), 4)
  rank <- sample(rep(1:4, counts))
  by_rank <- c(0, -0.67544293, -1.34020392, -1.55146368)[rank]
  logit <- -3.98997907 + 0.00226443 * gre + 0.80403755 * gpa + by_rank
  data.frame(admit = rbinom(n, 1, plogis(logit)), gre, gpa, rank)
}

read_applicants <- function(file) {
  refuse <- \(...) stop(file, ": ", ..., call. = FALSE)
  if (!file.exists(file) || dir.exists(file)) {
    refuse("there is no such file.")
  }
  data <- tryCatch(
    utils::read.csv(file),
    warning = \(w) refuse(conditionMessage(w), ": give a CSV file."),
    error = \(e) refuse(conditionMessage(e), ": give a CSV file.")
  )
  problem <- applicants_problem(data)
  if (!is.null(problem)) {
    refuse(problem)
  }
  data[c("admit", "gre", "gpa", "rank")]
}

# Why these are no applicants, NULL where they are.
applicants_problem <- function(data) {
  for (name in c("admit", "gre", "gpa", "rank")) {
    values <- data[[name]]
    if (is.null(values)) {
      return(paste0("there is no column `", name, "`, and it must have one."))
    }
    if (!is.numeric(values) || !all(is.finite(values))) {
      return(paste0("`", name, "` must hold a number in every row."))
    }
  }
  if (!setequal(data$admit, 0:1)) {
    return("`admit` must be 0 or 1, and both must occur.")
  }
  if (!setequal(data$rank, 1:4)) {
    return("`rank` must be 1, 2, 3 or 4, and each must occur.")
  }
  NULL
}

arguments <- commandArgs(trailingOnly = TRUE)
if (
  !length(arguments) %in% c(0, 2) || !all(arguments[1] %in% c("--data", NA))
) {
  stop(
    "Usage: Rscript models/admission/train.R [--data file.csv]",
    call. = FALSE
  )
}

# A draw whose fit comes near the published coefficients.
set.seed(261)
applicants <- if (length(arguments) == 2) {
  read_applicants(arguments[2])
} else {
  simulate_applicants()
}
applicants <- transform(
  applicants,
  admit = factor(admit, 0:1, c("rejected", "admitted")),
  rank = factor(rank, 1:4)
)

# The model ----

admit_model <- function(data) {
  glm(admit ~ gre + gpa + rank, family = binomial, data = data)
}

# Each applicant is judged by a model that was fitted without them.
fold <- sample(rep_len(1:10, nrow(applicants)))
chance <- numeric(nrow(applicants))
for (i in 1:10) {
  fit <- admit_model(applicants[fold != i, ])
  chance[fold == i] <- predict(fit, applicants[fold == i, ], type = "response")
}
admitted <- applicants$admit == "admitted"
accuracy <- mean((chance > 0.5) == admitted)
brier <- mean((chance - admitted)^2)
cat(sprintf(
  "admission: accuracy %.3f, Brier score %.3f, %d rows in 10 folds\n",
  accuracy,
  brier,
  nrow(applicants)
))

modelservice::save_model(
  admit_model(applicants),
  name = "admission",
  data = applicants,
  title = "Admission to a graduate school, logistic regression",
  metrics = list(cv_accuracy = accuracy, cv_brier = brier),
  example = data.frame(gre = 800, gpa = 4, rank = factor(1, 1:4)),
  columns = list(
    gre = list(
      title = "GRE score",
      description = "Graduate Record Examination, 220 to 800"
    ),
    gpa = list(
      title = "grade point average",
      description = "Of the college, up to 4"
    ),
    rank = list(
      title = "rank of the college",
      description = "1 for the most prestigious colleges to 4 for the least"
    )
  )
)
