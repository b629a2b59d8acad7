"""The page in the template: who may read its files, how they are served, what it may call."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from infra.web_page import web_page
from infra.errors import InfraError
from infra.web_page.documents import narrowed

from .conftest import Synthesize
from .template import BUCKET, Template

JWT = {"auth": "jwt", "jwt__issuer": "https://a.org/", "jwt__audience": "r"}
PAGE = {"web_page__enabled": "true"}
API = "https://abc.execute-api.eu-central-1.amazonaws.com"
