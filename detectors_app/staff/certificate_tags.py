"""Says in a PDF what each of its paragraphs is, so that a screen reader reads it as one; draws nothing.

It takes a document whose every paragraph lies on a page of its own, and lays these over each other as one page: then
each page's drawing is one marked content, and nothing needs to be guessed (ISO 32000-1, 14.7 and 14.8; ISO 14289-1).
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from xml.sax.saxutils import escape

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from detectors_app.staff.certificate_drawn import Drawn, Leaf

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


_LISTED = re.compile(rb"\[[^\]]*\]")
_TAB, _SPACE = b"<0009>", b"<0020>"
_LATIN_ENDS, _MARKS_BEGIN, _MARKS_END = "\u024f", "\u2010", "\u2027"
"""What is drawn letter by letter, from left to right: Latin, and the dashes and quotation marks of print."""


def tagged(drawn: Drawn) -> bytes:
    """Give the document as one tagged page. It says nothing of when, where or by whom it was made."""
    writer, pages = PdfWriter(), PdfReader(io.BytesIO(drawn.pdf)).pages
    page = writer.add_page(pages[0])
    resources = [_resources(each, writer) for each in pages]
    page[NameObject("/Resources")] = _united(resources)
    page[NameObject("/Contents")] = _kept(writer, _laid_over(pages, drawn.leaves))
    page[NameObject("/StructParents")] = NumberObject(0)
    page[NameObject("/Tabs")] = NameObject("/S")
    root = writer.root_object
    root[NameObject("/StructTreeRoot")] = _structure(writer, page, drawn.leaves)
    root[NameObject("/MarkInfo")] = _dictionary(Marked=BooleanObject(value=True))
    root[NameObject("/Lang")] = TextStringObject(drawn.language)
    root[NameObject("/ViewerPreferences")] = _dictionary(DisplayDocTitle=BooleanObject(value=True))
    writer.xmp_metadata = _XMP.format(title=escape(drawn.title), language=escape(drawn.language)).encode()
    writer.metadata = {"/Title": drawn.title}
    writer.pdf_header = "%PDF-1.7"
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _resources(page: PageObject, writer: PdfWriter) -> DictionaryObject:
    """Take over what a page draws with, each font once; a space is a space there, for Qt calls it a tab."""
    named = page["/Resources"].get_object()
    if not isinstance(named, DictionaryObject):
        raise TypeError
    found = named.clone(writer)
    if not isinstance(found, DictionaryObject):
        raise TypeError
    for font in found.get("/Font", DictionaryObject()).values():
        says = font.get_object()["/ToUnicode"].get_object()
        if isinstance(says, StreamObject):
            says.set_data(_LISTED.sub(lambda each: each[0].replace(_TAB, _SPACE), says.get_data()))
    return found


def _united(resources: Sequence[DictionaryObject]) -> DictionaryObject:
    """Give all of them as one: a name stands for the same thing on every page."""
    united = DictionaryObject()
    for each in resources:
        for kind, named in each.items():
            kept = united.setdefault(NameObject(kind), DictionaryObject())
            if isinstance(kept, DictionaryObject):
                kept.update(named.get_object())
    return united


def _laid_over(pages: Sequence[PageObject], leaves: Sequence[Leaf]) -> StreamObject:
    """Give the drawing of all pages, each between its marks."""
    number, parts = 0, []
    for page, leaf in zip(pages, leaves, strict=True):
        contents = page.get_contents()
        drawing = b"" if contents is None else contents.get_data()
        mark = b"/Artifact BMC"
        if leaf.tag:
            mark, number = f"/{leaf.tag} <</MCID {number}>> BDC".encode(), number + 1
        parts.append(b"q\n%s\n%s\nEMC\nQ\n" % (mark, drawing))
    stream = DecodedStreamObject()
    stream.set_data(b"".join(parts))
    return stream.flate_encode()


def _structure(writer: PdfWriter, page: PageObject, leaves: Sequence[Leaf]) -> IndirectObject:
    """Give the tree: a document, and its paragraphs in the order in which they are read."""
    tree, document = _dictionary(Type=NameObject("/StructTreeRoot")), _element("Document")
    tree_at, document_at = _kept(writer, tree), _kept(writer, document)
    document[NameObject("/P")] = tree_at
    tree[NameObject("/K")] = ArrayObject([document_at])
    paragraphs = ArrayObject()
    for leaf in leaves:
        if leaf.tag:
            element = _element(leaf.tag, leaf.text if _is_to_be_said(leaf.text) else "")
            element[NameObject("/P")] = document_at
            if page.indirect_reference is not None:
                element[NameObject("/Pg")] = page.indirect_reference
            element[NameObject("/K")] = NumberObject(len(paragraphs))
            paragraphs.append(_kept(writer, element))
    document[NameObject("/K")] = ArrayObject(paragraphs)
    of_page = ArrayObject([NumberObject(0), _kept(writer, paragraphs)])
    tree[NameObject("/ParentTree")] = _kept(writer, _dictionary(Nums=of_page))
    tree[NameObject("/ParentTreeNextKey")] = NumberObject(1)
    return tree_at


def _element(tag: str, text: str = "") -> DictionaryObject:
    made = _dictionary(Type=NameObject("/StructElem"), S=NameObject(f"/{tag}"))
    if text:
        made[NameObject("/ActualText")] = TextStringObject(text)
    return made


def _is_to_be_said(text: str) -> bool:
    """Say whether what is drawn does not tell the letters: in other scripts they join, or run from right to left."""
    return any(each > _LATIN_ENDS and not _MARKS_BEGIN <= each <= _MARKS_END for each in text)


def _dictionary(**members: PdfObject) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{name}"): member for name, member in members.items()})


def _kept(writer: PdfWriter, made: PdfObject) -> IndirectObject:
    return writer._add_object(made)  # noqa: SLF001 - the way that the library's own documents name
