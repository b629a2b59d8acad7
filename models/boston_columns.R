# What the columns of the Boston data mean (Harrison and Rubinfeld 1978; ?MASS::Boston),
# for the cards of the models that are fitted on them.
boston_columns <- list(
  crim = list(
    title = "crimes per person",
    description = "Per capita crime rate by town"
  ),
  zn = list(
    title = "large lots",
    description = "Proportion of residential land zoned for lots over 25,000 sq.ft.",
    unit = "%"
  ),
  indus = list(
    title = "industry",
    description = "Proportion of non-retail business acres per town",
    unit = "%"
  ),
  chas = list(
    title = "at the Charles River",
    description = "1 if the tract bounds the river, 0 otherwise"
  ),
  nox = list(
    title = "nitrogen oxides",
    description = "Concentration of nitrogen oxides",
    unit = "parts per 10 million"
  ),
  rm = list(
    title = "rooms per dwelling",
    description = "Average number of rooms"
  ),
  age = list(
    title = "old homes",
    description = "Proportion of owner-occupied units built before 1940",
    unit = "%"
  ),
  dis = list(
    title = "distance to work",
    description = "Weighted mean of the distances to five employment centres"
  ),
  rad = list(
    title = "highway access",
    description = "Index of accessibility to radial highways"
  ),
  tax = list(
    title = "property tax",
    description = "Full-value property-tax rate",
    unit = "per $10,000"
  ),
  ptratio = list(
    title = "pupils per teacher",
    description = "Pupil-teacher ratio by town"
  ),
  black = list(
    title = "index of Black residents",
    description = "1000(Bk - 0.63)^2, where Bk is the proportion of Black residents by town"
  ),
  lstat = list(
    title = "lower status",
    description = "Proportion of the population of lower status",
    unit = "%"
  )
)
