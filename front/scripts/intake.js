// The counter by keyboard and barcode reader. Enter is the next box and never sends (readers end with it), Alt+1…4 go to a
// block, Ctrl+Enter accepts. Whatever changes the promise asks the server to count again. Without this: a plain form.
const FIELDS = "input:not([type=hidden],[tabindex='-1']), select, textarea, [data-accept]";

export function intake(root = document) {
  const form = root.querySelector("[data-intake]");
  if (!form) return;
  const shown = (field) => field.offsetParent && !field.disabled;
  const stops = () => [...form.querySelectorAll(FIELDS)].filter((field) => {
    if (!shown(field)) return false;
    if (field.type !== "radio") return true;
    const group = [...form.querySelectorAll(`[name="${CSS.escape(field.name)}"]`)];
    return field === (group.find((each) => each.checked) || group[0]);
  });
  const next = (field) => {
    const all = stops();
    const here = field.type === "radio" ? all.findIndex((each) => each.name === field.name) : all.indexOf(field);
    const to = all[here + 1];
    to?.focus();
    if (to?.select && to.type !== "radio") to.select();
  };
  const card = (field) => {
    const parts = field.value.split("|").map((part) => part.trim());
    if (parts.length < 3) return false;
    const own = field.name === "so_dinh_danh" ? "" : "nop_";
    const put = (name, value) => {
      const box = form.elements[own + name];
      if (box && value) box.value = value;
    };
    field.value = parts[0];
    put("ho_ten", parts[2]);
    put("ngay_sinh", (parts[3] || "").replace(/^(\d\d)(\d\d)(\d{4})$/, "$1/$2/$3"));
    put("dia_chi", parts[5]);
    return true;
  };
  // What earlier dossiers of a full number say fills boxes that are still empty; the number goes in the body.
  const lookUp = async (field) => {
    const number = field.value.replace(/[\s.]/g, "");
    if (number.length < 9 || field.dataset.asked === number) return;
    field.dataset.asked = number;
    const body = new FormData(form);
    body.set("viec", "tra");
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      const away = answer.headers.get("HX-Redirect");
      if (away) return location.assign(away);
      if (!answer.ok) return;
      const known = await answer.json();
      Object.entries(known.boxes || {}).forEach(([name, value]) => {
        const box = form.elements[name];
        if (!box || box.value || !value) return;
        box.value = value;
        if (box === document.activeElement) box.select();
      });
      form.querySelector("[data-known]").textContent = known.said || "";
    } catch {
      /* no net: the boxes are typed by hand */
    }
  };

  form.addEventListener("change", (event) => {
    if (["so_dinh_danh", "nop_so_dinh_danh"].includes(event.target.name)) card(event.target);
    if (event.target.name === "so_dinh_danh") lookUp(event.target);
    if (event.target.closest("[data-tinh]")) form.dispatchEvent(new Event("tinh"));
  });
  form.addEventListener("click", (event) => {
    const all = event.target.closest("[data-all-given]");
    if (!all) return;
    event.preventDefault();
    form.querySelectorAll(".o-paper").forEach((paper) => {
      if (!paper.querySelector("input:checked")) paper.querySelector("input[type=radio]").checked = true;
    });
    form.dispatchEvent(new Event("tinh"));
    form.elements.nhan_ket_qua?.focus();
  });
  form.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.key !== "Enter" || event.altKey || event.metaKey) return;
    if (event.ctrlKey) {
      event.preventDefault();
      form.querySelector("[data-accept]")?.click();
      return;
    }
    if (!field.matches("input, select")) return;
    event.preventDefault();
    if (field.type === "search") return field.value.trim() ? form.querySelector("button[value=tim]:not([tabindex])").click() : undefined;
    if (field.name === "so_dinh_danh" || field.name === "nop_so_dinh_danh") {
      if (card(field)) field.dispatchEvent(new Event("change", { bubbles: true }));
    }
    next(field);
  });
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || !/^Digit[1-4]$/.test(event.code)) return;
    const block = document.getElementById(`muc-${event.code.slice(-1)}`);
    const first = block && [...block.querySelectorAll("input:not([type=hidden]), select, button")].find(shown);
    if (!first) return;
    event.preventDefault();
    block.scrollIntoView({ block: "nearest" });
    first.focus();
  });
}
