# AWS credentials from where the SDKs look first: the variables that Lambda sets
# from the function's role, else the container's endpoint, which takes their place
# under SnapStart. -> list(id, secret, token)
# https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
aws_credentials <- function(location, env) {
  id <- env_first(env, "AWS_ACCESS_KEY_ID")
  secret <- env_first(env, "AWS_SECRET_ACCESS_KEY")
  if (nzchar(id) && nzchar(secret)) {
    token <- env_first(env, "AWS_SESSION_TOKEN")
    return(list(id = id, secret = secret, token = token))
  }
  uri <- env_first(env, "AWS_CONTAINER_CREDENTIALS_FULL_URI")
  if (nzchar(uri)) {
    return(container_credentials(uri, location, env))
  }
  init_abort(
    "Model.NoCredentials",
    "There are no AWS credentials to fetch ",
    location$uri,
    " with: on Lambda the function's role gives them; elsewhere set",
    " AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and, if temporary,",
    " AWS_SESSION_TOKEN."
  )
}

# Helpers ----

container_credentials <- function(uri, location, env) {
  handle <- curl::new_handle(connecttimeout = 2, timeout = 5, noproxy = "*")
  token <- env_first(env, "AWS_CONTAINER_AUTHORIZATION_TOKEN")
  if (nzchar(token)) {
    curl::handle_setheaders(handle, Authorization = token)
  }
  answer <- tryCatch(
    {
      response <- curl::curl_fetch_memory(uri, handle)
      parse_json(response$content)
    },
    error = \(e) refuse_container(uri, location, conditionMessage(e))
  )
  if (!is_object(answer) || !is_string(answer$AccessKeyId)) {
    refuse_container(uri, location, "it answered no credentials")
  }
  list(
    id = answer$AccessKeyId,
    secret = answer$SecretAccessKey,
    token = if (is.null(answer$Token)) "" else answer$Token
  )
}

refuse_container <- function(uri, location, why) {
  init_abort(
    "Model.NoCredentials",
    "The credentials to fetch ",
    location$uri,
    " with are to come from ",
    uri,
    " (AWS_CONTAINER_CREDENTIALS_FULL_URI), but: ",
    why,
    "."
  )
}
