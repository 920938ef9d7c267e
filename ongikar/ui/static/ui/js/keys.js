// The queue by keyboard: j and k move, Enter opens, / searches.
const rows = [...document.querySelectorAll("[data-keys] tbody tr")];
let at = -1;
const go = (step) => {
  if (!rows.length) return;
  rows[at]?.classList.remove("at");
  at = Math.min(Math.max(at + step, 0), rows.length - 1);
  rows[at].classList.add("at");
  rows[at].querySelector("a").focus();
};
addEventListener("keydown", (event) => {
  if (event.target.matches("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j") go(1);
  if (event.key === "k") go(-1);
  if (event.key === "/") {
    event.preventDefault();
    document.querySelector("[type=search]")?.focus();
  }
});
