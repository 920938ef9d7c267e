// Long work on a page: its figures are fetched anew until it is at rest. Without scripts there is a link to press.
const AT_WORK = ["reckoning", "redating", "telling"];
const again = async () => {
  const shown = document.querySelector("[data-progress]");
  if (!shown || !AT_WORK.includes(shown.dataset.progress)) return;
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (answer?.ok && !answer.redirected) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-progress]");
    if (fresh) shown.replaceWith(fresh);
  }
  setTimeout(again, 2000);
};
setTimeout(again, 2000);
