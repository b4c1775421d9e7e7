"""Damage to files of references: bytes cut, doubled, moved and replaced by what breaks parsers."""

from __future__ import annotations

import random

from corpus.importers import cases

SEEDS: dict[str, bytes] = {
    "a.xml": cases.PUBMED.encode(),
    "a.nxml": cases.JATS.encode(),
    "a.nbib": cases.MEDLINE.encode(),
    "a.ris": cases.RIS.encode(),
    "a.txt": cases.WEB_OF_SCIENCE.encode(),
    "a.bib": cases.BIBTEX.encode(),
    "a.json": cases.CSL.encode(),
}
TOKENS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\r\n\r\n", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"&#0;", b"&#x110000;", b"<![CDATA[",
    b"]]>", b"<!--", b"-->", b"<?xml version='1.0' encoding='utf-16'?>", b"</PubmedArticle>", b"<PubmedArticle>", b"<a>" * 300, b"{" * 300, b"[" * 300,
    b'"', b"\\", b"\\u0000", b"\\ud800", b"1e999", b"-0", b"NaN", b"null", b"TY  - ", b"ER  - ", b"PMID- ", b"@article{", b"@string{", b"}", b"$", b"\\'",
    b"\xc3\x28", b"\xe2\x80\xae", b"\xf0\x9f\x98\x80", b"99999999999999999999", b"  ", b"\t", b"'" * 50, b"and " * 200,
)  # fmt: skip


def damaged(raw: bytes, dice: random.Random) -> bytes:
    """The bytes with one to eight wounds."""
    made = bytearray(raw)
    for _ in range(dice.randint(1, 8)):
        at = dice.randrange(len(made) + 1)
        length = dice.choice((1, 1, 4, 30, 300))
        match dice.randrange(7):
            case 0:
                del made[at : at + length]
            case 1:
                made[at:at] = made[at : at + length] * dice.randint(1, 20)
            case 2:
                made[at:at] = dice.choice(TOKENS)
            case 3:
                made[at : at + length] = dice.choice(TOKENS)
            case 4:
                made[at : at + 1] = bytes([dice.randrange(256)])
            case 5:
                other = dice.randrange(len(made) + 1)
                made[other:other] = made[at : at + length]
            case _:
                del made[at : len(made) if dice.random() < 0.2 else at + 2]
    return bytes(made)
