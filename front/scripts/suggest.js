// A search form with data-suggest-url becomes a combobox: arrows, Enter, Escape, a spoken count. Without it: a plain form.
export function suggest(form) {
  const input = form.querySelector("input[type=search]");
  const panel = document.createElement("div");
  const said = document.createElement("p");
  let asked = "", timer, active = -1, control;
  panel.className = "tt-suggest";
  panel.hidden = true;
  panel.id = `${input.id}-goi-y`;
  said.className = "govuk-visually-hidden";
  said.setAttribute("role", "status");
  input.parentNode.after(panel, said);
  const set = (name, value) => input.setAttribute(name, value);
  set("role", "combobox");
  set("aria-autocomplete", "list");
  set("aria-expanded", "false");

  const options = () => [...panel.querySelectorAll("[role=option]")];
  const close = () => {
    panel.hidden = true;
    active = -1;
    set("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const move = (to) => {
    const all = options();
    if (!all.length) return;
    active = (to + all.length) % all.length;
    all.forEach((option, n) => option.setAttribute("aria-selected", n === active));
    set("aria-activedescendant", all[active].id);
    all[active].scrollIntoView({ block: "nearest" });
  };
  const show = (html) => {
    panel.innerHTML = html;
    const list = panel.firstElementChild;
    const all = options();
    said.textContent = list?.dataset.said || "";
    if (!all.length) return close();
    list.id = `${panel.id}-muc`;
    set("aria-controls", list.id);
    all.forEach((option, n) => (option.id = `${list.id}-${n}`));
    active = -1;
    input.removeAttribute("aria-activedescendant");
    panel.hidden = false;
    set("aria-expanded", "true");
  };
  const ask = async () => {
    const words = input.value.trim();
    if (words === asked) return;
    asked = words;
    control?.abort();
    if (words.length < 2) return close();
    control = new AbortController();
    try {
      const url = new URL(form.dataset.suggestUrl, location.href);
      url.searchParams.set("q", words);
      const answer = await fetch(url, { signal: control.signal, headers: { Accept: "text/html" } });
      if (answer.ok && words === input.value.trim()) show(await answer.text());
    } catch {
      /* no net, or asked again: the form still works */
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 150);
  });
  input.addEventListener("keydown", (event) => {
    if (panel.hidden) {
      if (event.key === "ArrowDown" && options().length && input.value.trim() === asked) {
        panel.hidden = false;
        set("aria-expanded", "true");
        move(0);
        event.preventDefault();
      }
      return;
    }
    if (event.key === "ArrowDown") move(active + 1);
    else if (event.key === "ArrowUp") move(active < 0 ? -1 : active - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && active >= 0) location.assign(options()[active].dataset.href);
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", () => setTimeout(close, 150));
  panel.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[role=option]");
    if (!option) return;
    event.preventDefault();
    location.assign(option.dataset.href);
  });
}
