// A button behind every value that is to be copied into another system's screen. Without it one press chooses the value.
export function copy(root = document) {
  if (!navigator.clipboard) return;
  const words = root.querySelector("[data-copy-words]");
  if (!words) return;
  root.querySelectorAll("[data-copy]").forEach((value) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "o-copy__button";
    button.textContent = words.dataset.copyWords;
    const about = document.createElement("span");
    about.className = "govuk-visually-hidden";
    about.textContent = ` ${value.textContent.slice(0, 60)}`;
    button.append(about);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(value.textContent);
      button.firstChild.textContent = words.dataset.copiedWords;
    });
    value.after(button);
  });
}
