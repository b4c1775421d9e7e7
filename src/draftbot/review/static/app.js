// The page's only script. Text is set as text; HTML comes from our own templates, which escape what they are given.
(() => {
  "use strict";
  const $ = (id) => document.getElementById(id);
  const token = document.querySelector("meta[name=token]").content;
  const article = document.body.dataset.article;
  const say = $("say");
  const panel = $("panel");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  // the token has done its work: it need not stay in the address bar and the history
  if (location.search.includes("token=")) history.replaceState(null, "", location.pathname);
  if (!article) return;
  const base = "/a/" + encodeURIComponent(article);
  let version = Number(document.body.dataset.version);
  let current = null; // address of the chosen unit
  let filter = "";
  let quiet = 0;
  let busy = false;
  let opening = Promise.resolve(); // the evidence that is on its way
  let turn = Promise.resolve(); // keys act one after the other, however fast they are struck

  const tell = (text, error = false) => {
    say.textContent = text;
    say.classList.toggle("error", error);
    clearTimeout(quiet);
    quiet = setTimeout(() => { say.textContent = ""; }, error ? 9000 : 2500);
  };
  const ask = async (path, body) => {
    const options = body === undefined ? {} : {
      method: "POST", body: JSON.stringify(body),
      headers: {"Content-Type": "application/json", "X-Draftbot-Token": token},
    };
    let answer;
    try { answer = await fetch(base + path, options); } catch { tell("draftbot does not answer; is it still running?", true); return null; }
    if (answer.headers.get("Content-Type")?.startsWith("application/json")) {
      const told = await answer.json();
      if (told.error) tell(told.error, true);
      return told;
    }
    const text = await answer.text();
    if (!answer.ok) { tell(text.trim(), true); return null; }
    return text;
  };

  // --- the article ---
  const units = () => [...document.querySelectorAll("#article .u")];
  const node = (address) => address && $("u-" + address);
  const shown = () => units().filter((u) => !filter || u.classList.contains("hit"));
  const sift = () => {
    document.body.classList.toggle("filtered", Boolean(filter) && filter !== "held");
    document.body.classList.toggle("only-held", filter === "held");
    if (filter) for (const u of units()) u.classList.toggle("hit", u.dataset.marks.split(" ").includes(filter));
  };
  const replace = (target, html) => {
    const box = document.createElement(target.tagName === "TR" ? "tbody" : "div");
    box.innerHTML = html;
    target.replaceWith(...box.childNodes);
  };
  const take = (changes) => {
    version = changes.version;
    if (changes.whole) $("article").innerHTML = changes.whole;
    for (const [id, html] of Object.entries(changes.chunks || {})) if ($(id)) replace($(id), html);
    if (changes.bar) $("progress").innerHTML = changes.bar;
    if (changes.whole || Object.keys(changes.chunks || {}).length) { sift(); node(current)?.classList.add("on"); }
    if (changes.pending) watch();
  };
  let watching = false;
  const watch = () => {
    if (watching) return;
    watching = true;
    setTimeout(async () => {
      watching = false;
      if (!busy) {
        const changes = await ask("/changes?since=" + version);
        if (!changes) return;
        const had = panel.querySelector(".chosen")?.dataset.of;
        const before = node(had)?.dataset.marks;
        take(changes);
        if (had && node(had) && before !== node(had).dataset.marks && !$("work")?.firstChild) await open(had);
      } else watch();
    }, 250);
  };
  const open = async (address) => {
    const html = await ask("/u/" + address);
    if (html === null || current !== address) return;
    panel.innerHTML = html;
    panel.scrollTop = 0;
    const mark = panel.querySelector("mark.proof");
    if (mark) { const text = mark.closest(".text"); text.scrollTop = mark.offsetTop - text.offsetTop - 40; }
  };
  const choose = (address, follow = true) => {
    const to = node(address);
    if (!to) return null;
    node(current)?.classList.remove("on");
    node(current)?.setAttribute("tabindex", "-1");
    current = address;
    to.classList.add("on");
    to.setAttribute("tabindex", "0");
    to.focus({preventScroll: true});
    if (follow) to.scrollIntoView({block: "center", behavior: calm ? "instant" : "auto"});
    opening = open(address);
    return opening;
  };
  const step = (by, wanted) => {
    const all = shown();
    const at = current ? all.indexOf(node(current)) : by > 0 ? -1 : all.length;
    const order = by > 0 ? [...all.slice(at + 1), ...(wanted ? all.slice(0, Math.max(at, 0)) : [])] : all.slice(0, Math.max(at, 0)).reverse();
    const next = wanted ? order.find((u) => u.classList.contains("m-" + wanted)) : order[0];
    if (next) choose(next.dataset.unit);
    else tell(wanted ? "No further problem." : "That was the last one here.");
  };

  // --- deciding ---
  // ``onward``: the next sentence follows at once, so this one's evidence need not be shown again
  const act = async (path, body, done, onward = false) => {
    if (busy) return null;
    busy = true;
    const answer = await ask(path, {...body, since: version});
    busy = false;
    if (!answer) return null;
    if (answer.changes) take(answer.changes);
    if (answer.error) { if (node(current)) await open(current); return null; }
    if (onward) current = answer.at || current;
    else if (answer.at && node(answer.at)) await choose(answer.at, false);
    else if (current && !node(current)) { current = null; panel.textContent = ""; }
    else if (current) await open(current);
    tell(done || answer.done);
    if (answer.reload) location.reload();
    return answer;
  };
  const chosen = () => panel.querySelector(".chosen");
  const decide = (action, more = {}) => {
    const c = chosen();
    if (!c) { tell("Choose a sentence first: j or n."); return null; }
    return act("/act", {action, address: c.dataset.of, seen: c.dataset.seen, ...more}, undefined, action === "accept");
  };
  const field = (label, input) => {
    const box = document.createElement("label");
    box.textContent = label;
    box.append(input);
    return box;
  };
  const element = (tag, properties, ...inside) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...inside);
    return made;
  };
  const form = (fields, verb, send) => {
    let work = $("work");
    if (!work) { panel.replaceChildren(element("div", {id: "work"})); work = $("work"); }
    const made = element("form", {}, ...fields, element("div", {className: "row"},
      element("button", {type: "submit", className: "go"}, verb),
      element("button", {type: "button", onclick: close}, "Cancel"),
      element("small", {className: "soft"}, "Ctrl Enter keeps, Esc leaves")));
    made.addEventListener("submit", (event) => { event.preventDefault(); send(); });
    work.replaceChildren(made);
    made.querySelector("textarea,input,select").focus();
  };
  const close = () => { $("work")?.replaceChildren(); node(current)?.focus({preventScroll: true}); };
  const area = (value, label) => { const made = element("textarea", {value, maxLength: 5000, spellcheck: true}); made.setAttribute("aria-label", label); return made; };
  const search = (first, send, verb) => {
    const query = element("input", {type: "search", value: first, maxLength: 400});
    const found = element("div", {});
    found.setAttribute("aria-live", "polite");
    const look = async () => {
      const html = await ask("/search?q=" + encodeURIComponent(query.value));
      if (html !== null) { found.innerHTML = html; found.querySelector("input")?.focus(); }
    };
    query.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.ctrlKey) { event.preventDefault(); event.stopPropagation(); look(); } });
    form([field("Search the corpus ", query), found], verb, () => {
      const cites = [...new Set([...found.querySelectorAll("input:checked")].map((box) => box.value))];
      if (cites.length) send(cites); else tell("Tick the source that proves it (Space).", true);
    });
    look();
  };
  const ways = {
    accept: async () => { if (await decide("accept")) step(1); },
    reject: () => decide("reject"),
    edit: () => {
      const c = chosen();
      if (!c) return;
      const text = area(c.dataset.text, "New wording");
      form([text], "Keep", () => decide("edit", {text: text.value}));
      text.setSelectionRange(text.value.length, text.value.length);
    },
    cite: () => { const c = chosen(); if (c) search(c.dataset.text.slice(0, 400), (cites) => decide("cite", {cites}), "Cite these"); },
    exempt: () => {
      const why = area("", "Why no citation is needed");
      if (chosen()) form([field("Why no citation is needed", why)], "Keep", () => decide("exempt", {text: why.value}));
    },
    comment: () => {
      const text = area("", "Comment");
      if (chosen()) form([field("Comment", text)], "Keep", () => decide("comment", {text: text.value}));
    },
    move: () => {
      const to = element("select", {});
      to.append($("sections").content.cloneNode(true));
      if (chosen()) form([field("Move to the end of the first paragraph of ", to)], "Move", () => decide("move", {to: to.value}));
    },
  };
  const undo = () => act("/undo", {});
  const help = (on = $("keys").hidden) => {
    $("keys").hidden = !on;
    $("help").setAttribute("aria-expanded", String(on));
    if (on) $("keys").focus(); else node(current)?.focus({preventScroll: true});
  };
  const keys = {
    j: () => step(1), k: () => step(-1), ArrowDown: () => step(1), ArrowUp: () => step(-1), n: () => step(1, "problem"), p: () => step(-1, "problem"),
    a: ways.accept, r: ways.reject, e: ways.edit, c: ways.cite, x: ways.exempt, m: ways.comment, g: ways.move, u: undo,
    v: () => { const d = panel.querySelector("details.verdict"); if (d) { d.open = !d.open; if (d.open) d.scrollIntoView({block: "nearest"}); } },
    f: () => $("filter").focus(), s: () => { $("finish").scrollIntoView({block: "center"}); ($("finish").querySelector("button") || $("finish")).focus(); },
    h: () => { const first = document.querySelector("#held button"); if (first) first.focus(); else tell("Nothing was held back."); },
    "?": () => help(),
  };

  const inTurn = (way) => { turn = turn.then(() => opening).then(way).catch((error) => tell(String(error), true)); };

  document.addEventListener("keydown", (event) => {
    const inside = event.target.closest("textarea,input,select");
    if (event.key === "Escape") {
      if (!$("keys").hidden) help(false);
      else if ($("work")?.firstChild) close();
      else if (inside) inside.blur();
      return;
    }
    if (event.key === "Enter" && event.ctrlKey && $("work")?.firstChild) { $("work").querySelector("form").requestSubmit(); event.preventDefault(); return; }
    if (inside || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("#panel .text") && event.key.startsWith("Arrow")) return;
    const here = event.target.closest(".u");
    if (here && (event.key === "Enter" || event.key === " ")) { event.preventDefault(); choose(here.dataset.unit, false); panel.focus(); return; }
    const way = keys[event.key];
    if (way && !(event.repeat && !"jkArrowDownArrowUp".includes(event.key))) { event.preventDefault(); inTurn(way); }
  });
  document.addEventListener("click", (event) => {
    const unit = event.target.closest("#article .u");
    if (unit && !getSelection().toString()) { choose(unit.dataset.unit, false); return; }
    const button = event.target.closest("button");
    if (!button) return;
    if ("shut" in button.dataset) { node(current)?.classList.remove("on"); node(current)?.focus({preventScroll: true}); panel.textContent = ""; current = null; }
    else if (button.dataset.act) inTurn(ways[button.dataset.act]);
    else if (button.dataset.state) act("/state", {state: button.dataset.state, tell: Boolean($("tell")?.checked)}, "Moved.");
    else if ("restore" in button.dataset) {
      const {text, section} = button.dataset;
      search(text.slice(0, 400), async (cites) => { if (await act("/restore", {text, section, cites})) button.closest("li").remove(); }, "Bring back");
      panel.scrollTop = 0;
    } else if (button.id === "undo") undo();
    else if (button.id === "help") help();
    else if (button.id === "merge") act("/merge", {}, "Taken over.");
  });
  $("filter").addEventListener("change", (event) => { filter = event.target.value; sift(); event.target.blur(); if (filter === "held") { if (!$("held")) tell("Nothing was held back."); } else { const n = shown().length; tell(filter ? n + (n === 1 ? " sentence" : " sentences") : "Everything is shown."); } });
  window.addEventListener("focus", () => watch());
  if (Number(document.body.dataset.pending)) watch();
})();
