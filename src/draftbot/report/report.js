(() => {
  "use strict";
  const all = [...document.querySelectorAll("main .unit[tabindex]")];
  const pieces = [...document.querySelectorAll(".piece")];
  const sources = [...document.querySelectorAll(".source")];
  const proof = document.getElementById("proof");
  const notes = document.getElementById("notes").content;
  const hint = proof.firstElementChild;
  const NAMES = {supported: "supported", derived: "derived by rule", exempt: "approved text", withheld: "withheld"};
  const FIGURE = /[-\u2212+]?\d+(?:[.,]\d+)*(?:[–-]\d+(?:[.,]\d+)*)?%?/g;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let current = null;

  const line = (tag, text, kind) => {
    const node = document.createElement(tag);
    node.textContent = text;
    if (kind) node.className = kind;
    return node;
  };

  // dashes and minus signs differ between a page and its sources; the figures are the same
  const figure = (match) => match[0].replace(/[\u2212–]/g, "-");

  const plain = (piece) => { piece.textContent = piece.textContent; };

  const markFigures = (piece, wanted) => {
    const text = piece.textContent;
    piece.textContent = "";
    let from = 0;
    for (const match of text.matchAll(FIGURE)) {
      if (!wanted.has(figure(match))) continue;
      piece.append(text.slice(from, match.index), line("b", match[0]));
      from = match.index + match[0].length;
    }
    piece.append(text.slice(from));
  };

  const choose = (unit, scroll, behavior = calm ? "instant" : "smooth") => {
    if (current) current.classList.remove("on");
    current = unit;
    unit.classList.add("on");
    const id = unit.dataset.unit, own = (unit.dataset.sources || "").split(" ").filter(Boolean);
    const wanted = new Set([...unit.textContent.matchAll(FIGURE)].map(figure));
    let first = null;
    for (const piece of pieces) {
      const hit = piece.dataset.units.split(" ").includes(id);
      if (piece.classList.contains("on") && !hit) plain(piece);
      piece.classList.toggle("on", hit);
      if (hit) { markFigures(piece, wanted); first = first || piece; }
    }
    for (const source of sources) source.classList.toggle("away", own.length > 0 && !own.includes(source.dataset.source));
    const verdict = unit.dataset.verdict;
    proof.replaceChildren(line("span", NAMES[verdict] || verdict, "badge " + verdict), line("blockquote", unit.textContent));
    if (verdict === "exempt") proof.append(line("p", unit.dataset.block ? "Approved as " + unit.dataset.block + "; it needs no source." : "It claims nothing that needs a source."));
    const rule = notes.querySelector(`[data-rule-for="${CSS.escape(id)}"]`);
    if (rule) proof.append(line("p", "Rule “" + rule.dataset.rule + "”, computed from:"), line("pre", rule.textContent || "the whole corpus"));
    const reason = notes.querySelector(`[data-for="${CSS.escape(id)}"]`);
    if (reason) proof.append(line("p", "Note: " + reason.textContent));
    // from the top, so that the source's heading stays in sight wherever the passage allows it
    proof.parentElement.scrollTop = 0;
    if (first) first.scrollIntoView({block: "nearest", behavior});
    if (scroll) { unit.focus({preventScroll: true}); unit.scrollIntoView({block: "center", behavior}); }
  };

  const clear = () => {
    if (current) current.classList.remove("on");
    current = null;
    for (const piece of pieces) if (piece.classList.replace("on", "used")) plain(piece);
    for (const source of sources) source.classList.remove("away");
    proof.replaceChildren(hint);
  };

  document.querySelector("main").addEventListener("click", (event) => {
    const unit = event.target.closest(".unit[tabindex]");
    if (unit && !event.target.closest("a")) choose(unit, false);
  });
  document.addEventListener("keydown", (event) => {
    const here = event.target.closest && event.target.closest(".unit[tabindex]");
    if (here && (event.key === "Enter" || event.key === " ")) { event.preventDefault(); choose(here, false); return; }
    if (event.key === "Escape") { clear(); return; }
    if (event.key !== "j" && event.key !== "k") return;
    const dim = document.body.classList.contains("dim");
    const shown = all.filter((u) => dim ? u.classList.contains("hit") : u.dataset.verdict !== "exempt");
    const at = shown.indexOf(current), next = shown[event.key === "j" ? at + 1 : Math.max(at - 1, 0)];
    if (next) choose(next, true);
  });
  const linked = location.hash.startsWith("#u-") && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (linked && linked.dataset.unit) choose(linked, true, "instant");
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
