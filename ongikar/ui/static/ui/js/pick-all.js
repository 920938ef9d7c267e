// One box that ticks every box of its form; without scripts it is not shown.
const all = document.querySelector("[data-pick-all]");
if (all) {
  all.hidden = false;
  all.addEventListener("change", () => {
    for (const box of all.form.elements.pick.length ? all.form.elements.pick : [all.form.elements.pick]) box.checked = all.checked;
  });
}
