// The counter: what is typed brings up askers and services at once, Enter files. A line that is down loses nothing.
const PARTS = ["askers", "found", "asked", "further"];
const form = () => document.querySelector("[data-counter]");
let turn = 0;
let timer;
let busy = false;

const post = (body, how) => fetch(form().action, { method: "POST", body, ...how }).catch(() => null);
const parsed = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");

const look = async () => {
  const mine = ++turn;
  const body = new FormData(form());
  body.append("look", "1");
  const answer = await post(body);
  const page = answer?.ok ? await parsed(answer) : null;
  if (mine !== turn || !page?.querySelector("[data-counter]")) return;
  for (const id of PARTS) {
    const shown = document.getElementById(id);
    if (!shown.contains(document.activeElement)) shown.replaceWith(page.getElementById(id));
  }
  const name = form().elements.name;
  if (document.activeElement === name && !name.value) document.querySelector("#askers input")?.focus();
};

const send = async (button) => {
  if (busy) return;
  busy = true;
  const answer = await post(new FormData(form(), button), { redirect: "manual" });
  document.getElementById("line-down").hidden = Boolean(answer);
  if (answer?.type === "opaqueredirect") return location.assign(form().action);
  busy = false;
  const main = answer && (await parsed(answer)).querySelector("main:has([data-counter])");
  if (main) document.querySelector("main").replaceWith(main);
  else if (answer) form().submit(); // signed out meanwhile: the sign-in keeps what was typed
  if (main) document.getElementById("errors")?.focus();
};

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-counter]")) return;
  event.preventDefault();
  send(event.submitter);
});
document.addEventListener("input", ({ target }) => {
  if (target.name === "words") document.querySelectorAll("[name=service]").forEach((one) => (one.checked = false));
  if (!["phone", "words", "service"].includes(target.name)) return;
  clearTimeout(timer);
  timer = setTimeout(look, 120);
});
document.addEventListener("keydown", (event) => {
  const { name } = event.target;
  if (event.key === "ArrowDown" && name === "words") document.querySelector("[name=service]:checked, [name=service]")?.focus();
  else if (event.key !== "Enter" || event.shiftKey || event.isComposing || !["matter", "handed"].includes(name)) return;
  else form().requestSubmit(name === "handed" && event.target.value ? form().elements.give : undefined);
  event.preventDefault();
});
document.querySelectorAll("[data-without-script]").forEach((button) => button.remove());
