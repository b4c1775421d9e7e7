"""Sentences that talk to a reader or a machine instead of stating something: no claim may rest on them."""

from __future__ import annotations

import re

# What a study's text does not do, but a planted text must: name the machine or the page, command, speak in roles,
# point elsewhere, or hide.
MACHINE = r"(?:AI|LLM|GPT|chat ?bots?|language models?|assistants?|prompts?|system messages?|writer|drafter)"
PAGE = r"(?:article|page|paragraph|section|summary|answer|output|response|reply|headline|title|table|FAQ|JSON)"
SAYING = (
    "ignore|disregard|forget|override|bypass|pretend|obey|comply|reveal|repeat|output|print|respond|reply|answer|write|"
    "say|state|claim|mention|include|insert|append|add|omit|remove|delete|skip|replace|translate|recommend|conclude|"
    "declare|emphasi[sz]e|highlight|link|cite|quote|copy|execute|run|call|fetch|send|use|set|make|do not|don't|never|"
    "always|remember|note to|tell|mark|rate|rank|start|begin|end|stop|treat|act|become|switch|follow|return|produce|"
    "show|leave out|mind|share|publish|post"
)
# "Use of X reduced ...", "Add-on treatment", "Follow-up was ...": nouns, as abstracts have them.
NOUN = (
    r"(?:use|add|follow|end|start|set|rate|rank|show|answer|link|call|run|act|mark)"
    r"(?:[-‐–]|\s+(?:of|was|were|is|are)\b)"
)
PATTERNS = (
    rf"^\W*(?:please\s+|now\s+|then\s+|also\s+|and\s+|instead,?\s+)?(?!{NOUN})(?:{SAYING})\b",
    rf"[:;.!?)\]]\s+(?:please\s+|now\s+)?(?:{SAYING})\b(?=\s+(?:that|the|this|all|any|your|every|only|in|to|with|as|:))",
    r"\b(?:you|your|yours|yourself)\b",
    r"\b(?:must|should|shall|has to|have to|needs? to|is to|are to|ought to)\s+(?:now\s+|always\s+|never\s+|not\s+)?"
    rf"(?:be\s+)?(?:{SAYING}|ignored|written|stated|printed|included|added|omitted|called|described|presented|shown)\b",
    rf"\b{MACHINE}\b",
    r"\b(?:previous|prior|earlier|above|preceding|following|these|new|hidden|secret|all)\s+"
    r"(?:instructions?|rules?|directions?|orders?|guidelines?|commands?|messages?)\b",
    r"\b(?:instructions?|directive|command|attention|important|override|reminder|notice|urgent)\s*(?:to\b[^.]*)?[:!]",
    rf"\b(?:in|for|of|on)\s+(?:the|this|your|any)\s+(?:final\s+|finished\s+|published\s+|generated\s+)?{PAGE}\b[^.]*"
    rf"\b(?:{SAYING})\b",
    r"(?:\b(?:required|asked?\b[^.]*|requested?|supposed|has|have|so as|order|reader is)\s+to|,\s+(?:then\s+)?|\bthen|"
    rf"\bthis|\]|\bpolicy[^.]*,)\s*(?:{SAYING})\b(?=\s+(?:that|the|this|all|any|every|only|out|a|an|to|with|\d))",
    r"(?:^|\s)(?:system|assistant|user|developer|human|tool|admin(?:istrator)?|editor)\s*[:>\]]",
    r"<\||\|>|\[/?(?:INST|SYS)|###|```|\{\{|\}\}|\[\[|\]\]|\\n",
    r"https?://|www\.|\b[\w-]+\.(?:com|net|org|io|example|test|invalid|shop|store)\b|!\[|\]\(",
)
# One by one they take half of the time of one expression of them all: each can skip to where it may begin.
INSTRUCTS = tuple(re.compile(pattern, re.IGNORECASE) for pattern in PATTERNS)


def instructs(sentence: str) -> bool:
    """Whether the sentence commands, addresses somebody, or speaks of machines, pages, prompts or addresses. Made to
    catch too much: what it catches is still shown to a model and to editors, only nothing may rest on it."""
    return any(pattern.search(sentence) for pattern in INSTRUCTS)
