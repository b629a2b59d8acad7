"""A model whose title, columns, levels, labels and metrics are all but harmless."""

EVIL = "<img src=x onerror=\"document.title='owned'\">"
HOSTILE = r"""
labels <- c("<b>yes</b>", "</script><script>alert(1)</script>")
data <- data.frame(
  weight = c(1, 2, 3, 4),
  kind = factor(c("\"><svg onload=alert(1)>", "&amp;", "\u202eevil", "=1+1")),
  answer = factor(labels[c(1, 2, 1, 2)], labels)
)
names(data)[1:2] <- c("<i>weight</i>", "a\"b'c/d~e%20 {{x}}")
modelservice::save_model(
  lm(seq_len(4) ~ 1), name = "hostile", data = data,
  title = "<img src=x onerror=\"document.title='owned'\">",
  metrics = list("<u>metric</u>" = 1), inputs = names(data)[1:2],
  predict = \(fit, rows) matrix(
    rep(c(0.25, 0.75), each = nrow(rows)), ncol = 2,
    dimnames = list(NULL, c("<b>yes</b>", "</script><script>alert(1)</script>"))
  )
)
"""
