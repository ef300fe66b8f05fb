// Counts the chosen rows and lets the head box choose them all. Without it the buttons work on what is ticked.
export function bulk(root = document) {
  root.querySelectorAll("[data-bulk]").forEach((bar) => {
    const form = bar.closest("form");
    const boxes = [...form.querySelectorAll("tbody input[type=checkbox][name=chon]")];
    const all = form.querySelector("thead input[type=checkbox]");
    const count = () => {
      const chosen = boxes.filter((box) => box.checked);
      bar.querySelector("[data-bulk-count]").textContent = chosen.length;
      boxes.forEach((box) => box.closest("tr").classList.toggle("is-chosen", box.checked));
      if (all) {
        all.checked = chosen.length === boxes.length && chosen.length > 0;
        all.indeterminate = chosen.length > 0 && chosen.length < boxes.length;
      }
    };
    if (all) {
      all.closest("th").classList.add("is-live");
      all.addEventListener("change", () => {
        boxes.forEach((box) => (box.checked = all.checked));
        count();
      });
    }
    form.addEventListener("change", count);
    count();
  });
}
