"""The XML of a signature in a Word file: the names that it uses, and the one form in which XML is digested."""

from __future__ import annotations

import base64
import hashlib

from lxml import etree

DS = "http://www.w3.org/2000/09/xmldsig#"
XADES = "http://uri.etsi.org/01903/v1.3.2#"
PACKAGE_SIGNATURE = "http://schemas.openxmlformats.org/package/2006/digital-signature"
OFFICE_SIGNATURE = "http://schemas.microsoft.com/office/2006/digsig"

CANONICAL = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
RELATIONSHIPS_TRANSFORM = "http://schemas.openxmlformats.org/package/2006/RelationshipTransform"
DIGESTS = {
    "http://www.w3.org/2001/04/xmlenc#sha256": "sha256",
    "http://www.w3.org/2001/04/xmldsig-more#sha384": "sha384",
    "http://www.w3.org/2001/04/xmlenc#sha512": "sha512",
}
SIGNATURES = {  # the kind of key, and the digest
    f"http://www.w3.org/2001/04/xmldsig-more#{key}-{algorithm}": (key, algorithm)
    for key in ("rsa", "ecdsa")
    for algorithm in ("sha256", "sha384", "sha512")
}
SHA256 = next(iter(DIGESTS))

OBJECT_TYPE = f"{DS}Object"
PROPERTIES_TYPE = "http://uri.etsi.org/01903#SignedProperties"
SIGNATURE_ID = "idPackageSignature"
PACKAGE_ID = "idPackageObject"
OFFICE_ID = "idOfficeObject"
PROPERTIES_ID = "idSignedProperties"


def canonical(element: etree._Element) -> bytes:
    """Write an element in the one form that is digested (Canonical XML 1.0), with the namespaces that hold where it stands.

    lxml adds stray `xmlns=""` when it canonicalises an element within its tree; so it is first given a tree of its own.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    alone = etree.fromstring(etree.tostring(element, with_tail=False), parser)
    return etree.tostring(alone, method="c14n", with_comments=False)


def digest(content: bytes, algorithm: str = "sha256") -> str:
    """Give a digest as a signature writes it."""
    return base64.b64encode(hashlib.new(algorithm, content).digest()).decode("ascii")
