// Which documents are searched: chosen by place, level, status or one by one, and always said beside the box.
(() => {
  "use strict";
  // The nation, then places in the order of the documents; the rest in the order in which they are thought of.
  const ORDER = ["国家", "省", "市", "其他", "现行", "草案", "失效", "规划期已过", "转载", "解读", "报道", "图解", "状态未载"];
  const place = (value) => (value === "全国" ? -2 : ORDER.indexOf(value));
  const KINDS = [["places", "地区", (d) => [d.place]], ["levels", "层级", (d) => [d.level]], ["statuses", "状态", (d) => d.statuses]];
  const NAMED_CHARS = 60; // beside the question box
  const byId = (id) => document.getElementById(id);
  const chosen = { places: new Set(), levels: new Set(), statuses: new Set(), documents: new Set() };
  let held = null; // all documents, once they were asked for

  const bar = document.createElement("div");
  bar.id = "yj-filter";
  const open = document.createElement("button");
  open.type = "button";
  open.className = "yj-filter-open";
  open.setAttribute("aria-haspopup", "dialog");
  const off = document.createElement("button");
  off.type = "button";
  off.className = "yj-filter-off";
  off.textContent = "取消筛选";
  bar.append(open, off);

  const dialog = document.createElement("dialog");
  dialog.className = "yj-dialog yj-filter-dialog";
  dialog.setAttribute("aria-labelledby", "yj-filter-title");
  dialog.innerHTML =
    '<form method="dialog"><h2 id="yj-filter-title">只在这些文件中查找</h2><div class="yj-filter-kinds"></div>' +
    '<fieldset class="yj-filter-documents"><legend>文件（不选即全部）</legend><div></div></fieldset>' +
    '<p class="yj-filter-count" role="status"></p>' +
    '<p class="yj-dialog-foot"><button type="button" class="yj-plain yj-filter-clear">全部清除</button> <button class="yj-plain yj-solid">完成</button></p></form>';
  const kinds = dialog.querySelector(".yj-filter-kinds");
  const list = dialog.querySelector(".yj-filter-documents div");
  const count = dialog.querySelector(".yj-filter-count");

  const fits = (d) => KINDS.every(([name, , of]) => !chosen[name].size || of(d).some((v) => chosen[name].has(v)));
  const left = () => (held || []).filter((d) => fits(d) && (!chosen.documents.size || chosen.documents.has(d.id)));
  const isOn = () => Object.values(chosen).some((set) => set.size);
  const tell = () => {
    const filter = isOn() ? Object.fromEntries(Object.entries(chosen).map(([k, set]) => [k, [...set]])) : null;
    document.dispatchEvent(new CustomEvent("youju:context", { detail: { filter } }));
    off.hidden = !filter;
    const named = [...chosen.places, ...chosen.levels, ...chosen.statuses].join("、");
    const many = held ? `${left().length} 份文件` : "";
    const name = document.createElement("bdi"); // a place in another script turns nothing around
    name.textContent = named.length > NAMED_CHARS ? `${named.slice(0, NAMED_CHARS)}……` : named;
    const counted = many && named && !chosen.documents.size ? `（${many}）` : many;
    if (filter) open.replaceChildren("只查：", name, named && counted ? " " : "", counted);
    else open.textContent = "查找范围：全部文件";
    open.classList.toggle("on", Boolean(filter));
    count.textContent = held ? `将在 ${left().length} 份文件中查找${left().length ? "" : "，请放宽筛选"}。` : "";
    for (const label of list.children) label.hidden = !fits(label.document);
  };
  const choice = (set, value, text) => {
    const label = document.createElement("label");
    label.className = "yj-choice";
    const input = document.createElement("input");
    input.type = "checkbox";
    input.checked = set.has(value);
    input.addEventListener("change", () => {
      if (input.checked) set.add(value);
      else set.delete(value);
      tell();
    });
    label.append(input, text);
    return label;
  };
  const draw = () => {
    kinds.replaceChildren(...KINDS.map(([name, title, of]) => {
      const field = document.createElement("fieldset");
      const legend = document.createElement("legend");
      legend.textContent = title;
      const values = [...new Set(held.flatMap(of))].sort((a, b) => place(a) - place(b));
      field.append(legend, ...values.map((v) => choice(chosen[name], v, v)));
      return field;
    }));
    list.replaceChildren(...held.map((d) => {
      const label = choice(chosen.documents, d.id, d.number ? `${d.title}（${d.number}）` : d.title);
      label.document = d;
      return label;
    }));
    tell();
  };
  const load = async () => {
    if (held) return true;
    try {
      const answer = await fetch("/api/v1/documents");
      if (!answer.ok) return false;
      held = (await answer.json()).documents;
      return true;
    } catch {
      return false;
    }
  };
  const clear = () => {
    for (const set of Object.values(chosen)) set.clear();
    if (held) draw();
    else tell();
  };
  open.addEventListener("click", async () => {
    const loading = load();
    if (!held) document.dispatchEvent(new CustomEvent("youju:busy", { detail: { button: open, text: "正在取文件清单……", until: loading } }));
    if (!(await loading)) {
      open.textContent = "文件清单没有取到，请稍后再点";
      return;
    }
    draw();
    if (!dialog.isConnected) document.body.append(dialog);
    if (!dialog.open) dialog.showModal();
  });
  off.addEventListener("click", clear);
  dialog.querySelector(".yj-filter-clear").addEventListener("click", clear);
  document.addEventListener("youju:drawn", () => {
    byId("yj-along").append(bar);
    // A portal's script may name its place: its texts and those of the whole nation are searched then.
    const place = new URLSearchParams(location.hash.slice(1)).get("place");
    if (place) {
      for (const name of [place, "全国"]) chosen.places.add(name);
      load().then(tell);
    }
    tell();
  });
})();
