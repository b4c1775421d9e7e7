(() => {
  "use strict";
  const all = [...document.querySelectorAll("main .unit[tabindex]")];
  const pieces = [...document.querySelectorAll(".piece")];
  const sources = [...document.querySelectorAll(".source")];
  const proof = document.getElementById("proof");
  const notes = document.getElementById("notes").content;
  const NAMES = {supported: "supported", derived: "derived by rule", withheld: "withheld"};
  const FIGURE = /[-\u2212+]?\d[\d,.]*(?:[–-]\d[\d.]*)?\s?%?/g;
  let current = null;

  const line = (tag, text, kind) => {
    const node = document.createElement(tag);
    node.textContent = text;
    if (kind) node.className = kind;
    return node;
  };

  const plain = (piece) => { piece.textContent = piece.textContent; };

  const markFigures = (piece, wanted) => {
    const text = piece.textContent;
    piece.textContent = "";
    let from = 0;
    for (const match of text.matchAll(FIGURE)) {
      if (!wanted.has(match[0].trim().replace("\u2212", "-"))) continue;
      piece.append(text.slice(from, match.index), line("b", match[0]));
      from = match.index + match[0].length;
    }
    piece.append(text.slice(from));
  };

  const choose = (unit, scroll) => {
    if (current) current.classList.remove("on");
    current = unit;
    unit.classList.add("on");
    const id = unit.dataset.unit, own = (unit.dataset.sources || "").split(" ").filter(Boolean);
    const wanted = new Set([...unit.textContent.matchAll(FIGURE)].map((m) => m[0].trim().replace("\u2212", "-")));
    let first = null;
    for (const piece of pieces) {
      const hit = piece.dataset.units.split(" ").includes(id);
      if (piece.classList.contains("on") && !hit) plain(piece);
      piece.classList.toggle("on", hit);
      if (hit) { markFigures(piece, wanted); first = first || piece; }
    }
    for (const source of sources) source.classList.toggle("away", own.length > 0 && !own.includes(source.dataset.source));
    const verdict = unit.dataset.verdict;
    proof.replaceChildren(line("span", NAMES[verdict] || verdict, "badge " + verdict), line("blockquote", unit.firstChild.textContent.trim()));
    const rule = notes.querySelector(`[data-rule-for="${CSS.escape(id)}"]`);
    if (rule) proof.append(line("p", "Rule “" + rule.dataset.rule + "”, computed from:"), line("pre", rule.textContent || "the whole corpus"));
    const reason = notes.querySelector(`[data-for="${CSS.escape(id)}"]`);
    if (reason) proof.append(line("p", "Note: " + reason.textContent));
    if (first) first.scrollIntoView({block: "center", behavior: "smooth"});
    if (scroll) { unit.focus({preventScroll: true}); unit.scrollIntoView({block: "center", behavior: "smooth"}); }
  };

  document.querySelector("main").addEventListener("click", (event) => {
    const unit = event.target.closest(".unit[tabindex]");
    if (unit && !event.target.closest("a")) choose(unit, false);
  });
  document.addEventListener("keydown", (event) => {
    const here = event.target.closest && event.target.closest(".unit[tabindex]");
    if (here && (event.key === "Enter" || event.key === " ")) { event.preventDefault(); choose(here, false); return; }
    if (event.key !== "j" && event.key !== "k") return;
    const shown = all.filter((u) => !document.body.classList.contains("dim") || u.classList.contains("hit"));
    const at = shown.indexOf(current), next = shown[event.key === "j" ? at + 1 : Math.max(at - 1, 0)];
    if (next) choose(next, true);
  });
  const linked = location.hash.startsWith("#u-") && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (linked && linked.dataset.unit) choose(linked, true);
  for (const button of document.querySelectorAll("[data-filter]")) {
    button.addEventListener("click", () => {
      for (const other of document.querySelectorAll("[data-filter]")) other.setAttribute("aria-pressed", String(other === button));
      const kind = button.dataset.filter;
      document.body.classList.toggle("dim", kind !== "all");
      for (const unit of all) {
        const noted = notes.querySelector(`[data-for="${CSS.escape(unit.dataset.unit)}"]`);
        unit.classList.toggle("hit", kind === "noted" ? Boolean(noted) : unit.dataset.verdict === kind);
      }
    });
  }
})();
