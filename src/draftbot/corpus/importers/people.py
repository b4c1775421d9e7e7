"""Names of people, languages, years and addresses in the forms in which files give them."""

from __future__ import annotations

import re

from draftbot.records.reference import Author

# ISO 639-2/B codes as MEDLINE uses them, and ISO 639-1 codes as reference managers do, to English names.
LANGUAGES = {
    "afr": "Afrikaans", "alb": "Albanian", "ara": "Arabic", "arm": "Armenian", "aze": "Azerbaijani", "bos": "Bosnian",
    "bul": "Bulgarian", "cat": "Catalan", "chi": "Chinese", "cze": "Czech", "dan": "Danish", "dut": "Dutch",
    "eng": "English", "epo": "Esperanto", "est": "Estonian", "fin": "Finnish", "fre": "French", "geo": "Georgian",
    "ger": "German", "gre": "Greek", "heb": "Hebrew", "hin": "Hindi", "hrv": "Croatian", "hun": "Hungarian",
    "ice": "Icelandic", "ind": "Indonesian", "ita": "Italian", "jpn": "Japanese", "kor": "Korean", "lav": "Latvian",
    "lit": "Lithuanian", "mac": "Macedonian", "may": "Malay", "nor": "Norwegian", "per": "Persian", "pol": "Polish",
    "por": "Portuguese", "rum": "Romanian", "rus": "Russian", "slo": "Slovak", "slv": "Slovenian", "spa": "Spanish",
    "srp": "Serbian", "swe": "Swedish", "tha": "Thai", "tur": "Turkish", "ukr": "Ukrainian", "vie": "Vietnamese",
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese",
    "ru": "Russian", "zh": "Chinese", "ja": "Japanese", "ko": "Korean", "pl": "Polish", "nl": "Dutch", "uk": "Ukrainian",
    "cs": "Czech", "tr": "Turkish", "sv": "Swedish", "da": "Danish", "fi": "Finnish", "hu": "Hungarian",
}  # fmt: skip
YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
INITIALS = re.compile(r"(?:[A-Z]\.?[- ]?){1,4}$")
SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|2nd|3rd)\.?$")


def language(code: str | None) -> str | None:
    """The English name of a language code; a name stays as it is."""
    if not code:
        return None
    code = code.strip()
    return LANGUAGES.get(code.lower()) or LANGUAGES.get(code.lower().partition("-")[0]) or code


def year(text: str | None) -> int | None:
    """The first year of a date in any form; ``None`` where there is none."""
    found = YEAR.search(text or "")
    return int(found.group()) if found else None


def own_address(url: str | None) -> str | None:
    """A work's address, where it says more than its DOI does."""
    return None if url and re.match(r"https?://(?:dx\.)?doi\.org/", url, re.IGNORECASE) else url


def person(name: str) -> Author:
    """``Smith, J A``, ``Smith JA`` or ``John A Smith`` as family and given name; a group stays whole, and a comma at its
    end marks one, as EndNote writes it."""
    if name.rstrip().endswith(","):
        return Author(literal=" ".join(name.split()).rstrip(" ,"))
    name = " ".join(name.split()).strip(" ;,")
    family, comma, given = name.partition(",")
    if comma:
        return Author(family=family.strip(), given=given.strip() or None)
    words = name.split()
    ending = [words.pop()] if len(words) > 2 and SUFFIX.match(words[-1]) else []
    if len(words) >= 2 and INITIALS.match(words[-1]) and not name.isupper():
        return Author(family=" ".join([*words[:-1], *ending]), given=words[-1])
    if len(words) in (2, 3):
        return Author(family=" ".join([words[-1], *ending]), given=" ".join(words[:-1]))
    return Author(literal=name)
