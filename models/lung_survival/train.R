# How long patients with advanced lung cancer survive (Loprinzi et al. 1994; survival's
# `lung`): a Cox model, which answers with the probability to survive 90 days to two
# years and the median, or with other times (?times=100,500). Run from the repository's
# root.
suppressPackageStartupMessages(library(survival))

columns <- c("time", "status", "age", "sex", "ph.ecog", "ph.karno", "wt.loss")
patients <- na.omit(lung[columns])
patients <- data.frame(
  time = patients$time,
  died = patients$status == 2,
  age = patients$age,
  sex = factor(patients$sex, 1:2, c("male", "female")),
  ecog = patients$ph.ecog,
  karnofsky = patients$ph.karno,
  weight_loss = patients$wt.loss
)

# With x = TRUE the file holds what the curves need.
survival_model <- function(data) {
  coxph(
    Surv(time, died) ~ age + sex + ecog + karnofsky + weight_loss,
    data = data,
    x = TRUE
  )
}

# Each patient is judged by a model that was fitted without them.
set.seed(42)
fold <- sample(rep_len(1:10, nrow(patients)))
risk <- numeric(nrow(patients))
for (i in 1:10) {
  fit <- survival_model(patients[fold != i, ])
  risk[fold == i] <- predict(fit, patients[fold == i, ], type = "risk")
}
concordance <- concordance(
  Surv(time, died) ~ risk,
  data = patients,
  reverse = TRUE
)$concordance
cat(sprintf(
  "lung_survival: concordance %.3f, %d rows in 10 folds\n",
  concordance,
  nrow(patients)
))

modelservice::save_model(
  survival_model(patients),
  name = "lung_survival",
  data = patients,
  title = "Survival with advanced lung cancer, Cox model",
  metrics = list(cv_concordance = concordance),
  example = patients[1, ],
  choose = list(times = c(90, 180, 365, 730)),
  columns = list(
    age = list(title = "age", unit = "years"),
    sex = list(title = "sex"),
    ecog = list(
      title = "ECOG performance score",
      description = "As the physician rates it: 0 without symptoms to 5 dead"
    ),
    karnofsky = list(
      title = "Karnofsky performance score",
      description = "As the physician rates it: 0 bad to 100 good"
    ),
    weight_loss = list(
      title = "weight loss",
      description = "In the last six months; below 0 for a gain",
      unit = "pounds"
    )
  )
)
