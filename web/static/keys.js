// Keyboard shortcuts, all with Alt: a letter alone would fire under a screen reader (WCAG 2.1.4).
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const visible = (e) => e && e.offsetParent !== null;
  const press = (e) => {
    if (visible(e)) e.click();
  };
  const last = (selector) => [...document.querySelectorAll(`#yj-live ${selector}`)].find(visible);
  const step = (name) => press([...document.querySelectorAll("#yj-panel a.yj-step")].find((a) => a.textContent === name));
  const KEYS = [
    ["KeyQ", "Q", "到提问框", () => byId("yj-box")?.querySelector("textarea").focus()],
    ["KeyN", "N", "新对话", () => press(byId("yj-new"))],
    ["KeyM", "M", "修改上一个问题", () => press(last('button.yj-redo[value="edit"]'))],
    ["KeyR", "R", "重新回答", () => press(last('button.yj-redo[value="again"]'))],
    ["KeyS", "S", "停止回答", () => press(byId("yj-stop"))],
    ["KeyK", "K", "原文：上一条", () => step("上一条")],
    ["KeyJ", "J", "原文：下一条", () => step("下一条")],
    ["Slash", "/", "打开这份说明", () => open()],
  ];

  const dialog = document.createElement("dialog");
  dialog.className = "yj-dialog";
  dialog.setAttribute("aria-labelledby", "yj-keys-title");
  const rows = [
    ["回车", "发送问题（Shift + 回车换行）"],
    ...KEYS.map(([, key, says]) => [`Alt + ${key}`, says]),
    ["Alt + 1～9", "打开第几条依据的原文"],
    ["Esc", "关闭原文"],
  ];
  const list = document.createElement("dl");
  for (const [key, says] of rows) {
    const row = document.createElement("div");
    const dt = document.createElement("dt");
    const kbd = document.createElement("kbd");
    kbd.textContent = key;
    dt.append(kbd);
    const dd = document.createElement("dd");
    dd.textContent = says;
    row.append(dt, dd);
    list.append(row);
  }
  dialog.innerHTML = '<form method="dialog"><h2 id="yj-keys-title">快捷键</h2><p class="yj-dialog-foot"><button class="yj-plain yj-solid">完成</button></p></form>';
  dialog.querySelector("h2").after(list);
  const open = () => {
    if (!dialog.isConnected) document.body.append(dialog);
    if (!dialog.open) dialog.showModal();
  };
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest(".yj-keys-open")) open();
  });
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
    const found = KEYS.find(([code]) => code === event.code);
    if (!digit && !found) return;
    event.preventDefault();
    if (digit) press([...document.querySelectorAll("#yj-live a.yj-chip")].find((a) => a.textContent === `[${digit[1]}]`));
    else found[3]();
  });
})();
