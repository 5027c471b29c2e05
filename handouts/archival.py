"""What a file for an archive says beside PDF/A-2a: that it is PDF/UA-1 too, and what our own words mean.

PDF/A wants every property that it does not know itself described in the file (ISO 19005-2, 6.6.2.3.3).
"""

from __future__ import annotations

from collections.abc import Iterable

from handouts import output

UA = "http://www.aiim.org/pdfua/ns/id/"
OURS = {
    "Fingerprint": "Digest of what the file was made from",
    "MadeFrom": "What the file was made from",
    "Digest": "Digest of the file",
}


def properties() -> str:
    """XMP properties to go into the file."""
    ua = _schema(
        "PDF/UA identification", UA, "pdfuaid", [_property("part", "Integer", "internal", "Part of PDF/UA")]
    )
    ours = _schema(
        "Handouts",
        output.NAMESPACE,
        "handouts",
        [_property(name, "Text", "external", words) for name, words in OURS.items()],
    )
    return (
        f'<rdf:Description rdf:about="" xmlns:pdfuaid="{UA}"><pdfuaid:part>1</pdfuaid:part></rdf:Description>'
        '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
        ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
        ' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
        f"<pdfaExtension:schemas><rdf:Bag>{ua}{ours}</rdf:Bag></pdfaExtension:schemas></rdf:Description>"
    )


def _schema(name: str, address: str, prefix: str, described: Iterable[str]) -> str:
    return (
        f'<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>{name}</pdfaSchema:schema>'
        f"<pdfaSchema:namespaceURI>{address}</pdfaSchema:namespaceURI>"
        f"<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>"
        f"<pdfaSchema:property><rdf:Seq>{''.join(described)}</rdf:Seq></pdfaSchema:property></rdf:li>"
    )


def _property(name: str, kind: str, category: str, words: str) -> str:
    return (
        f'<rdf:li rdf:parseType="Resource"><pdfaProperty:name>{name}</pdfaProperty:name>'
        f"<pdfaProperty:valueType>{kind}</pdfaProperty:valueType>"
        f"<pdfaProperty:category>{category}</pdfaProperty:category>"
        f"<pdfaProperty:description>{words}</pdfaProperty:description></rdf:li>"
    )
