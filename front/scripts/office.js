import htmx from "htmx.org/dist/htmx.esm.js";
import { bulk } from "./bulk.js";
import { copy } from "./copy.js";
import { intake } from "./intake.js";
import { keys } from "./keys.js";
import { start } from "./page.js";

// No eval and no style elements: the meta htmx-config says so too, before the first request.
Object.assign(htmx.config, { allowEval: false, includeIndicatorStyles: false, allowScriptTags: false, selfRequestsOnly: true, historyCacheSize: 0 });

start();
bulk();
copy();
intake();
keys();

document.body.addEventListener("htmx:afterSwap", (event) => {
  bulk(event.target);
  event.target.querySelector("[data-errors]")?.focus();
});
// A refusal (422) and a conflict (409) are pages to show, not failures to hide.
document.body.addEventListener("htmx:beforeSwap", (event) => {
  if ([409, 422].includes(event.detail.xhr.status)) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});
// One press is one act: the button rests while its form is on the way.
document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (event.target.method !== "post" || !button || event.defaultPrevented) return;
  setTimeout(() => {
    button.setAttribute("aria-disabled", "true");
    if (button.dataset.busy) button.textContent = button.dataset.busy;
  });
});
document.addEventListener("click", (event) => event.target.closest("[aria-disabled=true]") && event.preventDefault());
addEventListener("pageshow", (event) => event.persisted && document.querySelectorAll("button[aria-disabled]").forEach((b) => b.removeAttribute("aria-disabled")));
