// Keys of the office: / search, j k rows, x select, Enter open, g then a letter go, ? list of keys.
// Off while typing, with a modifier, or when switched off in the profile (body data-keys="off"). None does what cannot be undone.
const typing = (element) => element.closest?.("input:not([type=checkbox],[type=radio]), textarea, select, [contenteditable]");

export function keys() {
  if (document.body.dataset.keys === "off") return;
  let going = 0;

  const rows = () => [...document.querySelectorAll("[data-rows] tbody tr:not(.tt-rowgroup):has(a[href]), [data-row]")].filter((row) => row.offsetParent);
  const now = () => rows().findIndex((row) => row.classList.contains("is-now"));
  const step = (by) => {
    const all = rows();
    if (!all.length) return;
    const at = now();
    const next = all[Math.min(Math.max(at < 0 ? 0 : at + by, 0), all.length - 1)];
    all.forEach((row) => row.classList.toggle("is-now", row === next));
    next.querySelector("a[href]")?.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };
  const acts = {
    "/": () => document.querySelector("[data-key-search]")?.focus(),
    j: () => step(1),
    k: () => step(-1),
    x: () => rows()[now()]?.querySelector("input[type=checkbox]")?.click(),
    "?": () => location.assign(document.querySelector("[data-keys-help]")?.href || "#phim-tat"),
    g: () => (going = Date.now()),
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      document.querySelectorAll("details.o-person[open], details.o-fold[open]").forEach((each) => {
        each.open = false;
        each.querySelector("summary").focus();
      });
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || typing(event.target)) return;
    const link = document.querySelector(
      Date.now() - going < 1200 ? `[data-key-go="${CSS.escape(event.key)}"]` : `[data-key="${CSS.escape(event.key)}"]`,
    );
    going = 0;
    if (link) link.click();
    else if (acts[event.key]) acts[event.key]();
    else return;
    event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.o-person[open]").forEach((each) => each.contains(event.target) || (each.open = false));
  });
}
