"""Whose word is taken that a server is who it says: the system's list of certificates, and an organisation's own."""

import os
import ssl
from pathlib import Path


def tls_context() -> ssl.SSLContext:
    """A context that checks certificates, by the system's list, else certifi's; and by REQUESTS_CA_BUNDLE as well.

    The system's own first, so that a council's inspecting proxy works.
    """
    import certifi

    context = ssl.create_default_context()
    if not context.cert_store_stats()["x509_ca"]:
        context.load_verify_locations(certifi.where())
    company = os.environ.get("REQUESTS_CA_BUNDLE")  # OpenSSL itself honours SSL_CERT_FILE
    usual = ssl.get_default_verify_paths().cafile
    if company and Path(company).is_file() and not (usual and Path(company).samefile(usual)):
        context.load_verify_locations(company)
    return context
