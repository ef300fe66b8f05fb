// What every page does after it is drawn; each works without this too.
import { suggest } from "./suggest.js";

export function start(root = document) {
  root.querySelectorAll("form[data-suggest-url]").forEach(suggest);
  root.querySelector("[data-errors]")?.focus();
  // The one-row navigation of phones hides the current room: bring it into view.
  root.querySelectorAll(".tt-nav [aria-current], .tt-tabs [aria-current]").forEach((link) => {
    const row = link.closest("ul");
    if (row.scrollWidth > row.clientWidth) row.scrollLeft = link.offsetLeft - row.offsetLeft - 16;
  });
  root.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => print());
  });
  // Links in an error summary put the cursor into the field, its label in view.
  root.querySelectorAll("[data-errors] a[href^='#']").forEach((link) =>
    link.addEventListener("click", (event) => {
      const field = document.getElementById(link.hash.slice(1));
      if (!field) return;
      event.preventDefault();
      (field.closest("fieldset, .govuk-form-group") || field).scrollIntoView();
      field.focus({ preventScroll: true });
    }),
  );
  // A details that a link points into opens.
  const opened = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (opened && opened.tagName === "DETAILS") opened.open = true;
}
