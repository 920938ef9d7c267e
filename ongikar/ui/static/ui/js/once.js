// A form is sent once: after the first click its buttons wait. The server makes one case of two in any case.
addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  if (event.target.dataset.sent) return event.preventDefault();
  event.target.dataset.sent = "1";
  setTimeout(() => delete event.target.dataset.sent, 10000);
});
addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});
