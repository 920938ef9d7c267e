// The queue by keyboard: j, k and the arrows move, Enter opens, / searches.
const rows = [...document.querySelectorAll("[data-keys] tbody tr")];
const search = document.querySelector("[type=search]");
const STEPS = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
let at = -1;

const go = (step) => {
  rows[at]?.classList.remove("at");
  at = Math.min(Math.max(at + step, 0), rows.length - 1);
  rows[at].classList.add("at");
  (rows[at].querySelector("[data-act]") ?? rows[at].querySelector("a")).focus();
};

// A key of its own for what carries data-key: a link is opened, a button pressed, a choice taken.
addEventListener("keydown", (event) => {
  const target = event.ctrlKey || event.metaKey || event.altKey ? null : document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!target) return;
  event.preventDefault();
  target.click();
});

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
  const step = STEPS[event.key];
  if (step && rows.length) go(step);
  else if (event.key === "/" && search) search.focus();
  else return;
  event.preventDefault();
});
