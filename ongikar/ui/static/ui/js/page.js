// Every page works without this; with it, a few things go easier.

// A form is sent once: after the first click its buttons wait. The server makes one case of two in any case.
addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  const form = event.target;
  const large = form.querySelector("[data-most-bytes]:invalid");
  if (form.dataset.sent || large) {
    event.preventDefault();
    large?.reportValidity();
    return;
  }
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 10000);
});
addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => delete form.dataset.sent));

// A file that is too large is told before it travels.
addEventListener("change", ({ target }) => {
  const most = Number(target.dataset?.mostBytes);
  if (!most || !target.files) return;
  const large = [...target.files].find((file) => file.size > most);
  target.setCustomValidity(large ? `${large.name}: ${target.dataset.tooLarge}` : "");
  target.reportValidity();
});

// A text that is too long is told while it is written, and cut by nobody.
const number = (value) => value.toLocaleString(document.documentElement.lang, { useGrouping: false });
addEventListener("input", ({ target }) => {
  const most = Number(target.dataset?.most);
  if (!most) return;
  const has = [...target.value.normalize("NFC")].length;
  const said = document.body.dataset.tooLong.replace("{most}", number(most)).replace("{has}", number(has));
  target.setCustomValidity(has > most ? said : "");
  if (has > most) target.reportValidity();
});

addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});
addEventListener("beforeprint", () => document.querySelectorAll("main details").forEach((part) => (part.open = true)));

document.getElementById("errors")?.focus();
document.querySelectorAll("[data-with-script]").forEach((part) => part.removeAttribute("hidden"));
