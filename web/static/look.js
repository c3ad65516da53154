// How the page looks to this reader: light, dark or as the system, and large type with high contrast.
// Runs before the first paint, so that nothing changes colour while it is being read.
(() => {
  "use strict";
  const KEY = "youju.look.v1";
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const read = () => {
    try {
      const held = JSON.parse(localStorage.getItem(KEY)) || {};
      return { tone: ["light", "dark"].includes(held.tone) ? held.tone : "auto", large: held.large === true };
    } catch {
      return { tone: "auto", large: false }; // no storage in a frame on another site: as the system
    }
  };
  let look = read();
  const apply = () => {
    root.dataset.tone = look.tone === "auto" ? (dark.matches ? "dark" : "light") : look.tone;
    root.toggleAttribute("data-large", look.large);
  };
  const choose = (changes) => {
    look = { ...look, ...changes };
    try {
      localStorage.setItem(KEY, JSON.stringify(look));
    } catch {
      // it holds for this page then
    }
    apply();
  };
  // A frame may be told by its portal's script, in the fragment.
  const told = new URLSearchParams(location.hash.slice(1)).get("theme");
  if (["light", "dark"].includes(told)) look.tone = told;
  apply();
  dark.addEventListener("change", apply);
  window.addEventListener("storage", (event) => {
    if (event.key === KEY) {
      look = read();
      apply();
    }
  });

  const TONES = [["auto", "跟随系统"], ["light", "浅色"], ["dark", "深色"]];
  const dialog = document.createElement("dialog");
  dialog.className = "yj-dialog";
  dialog.setAttribute("aria-labelledby", "yj-look-title");
  dialog.innerHTML =
    '<form method="dialog"><h2 id="yj-look-title">显示</h2><fieldset><legend>明暗</legend></fieldset>' +
    '<label class="yj-choice"><input type="checkbox" name="large">大字高对比（适老化）</label>' +
    '<p class="yj-dialog-foot"><button class="yj-plain yj-solid">完成</button></p></form>';
  const fieldset = dialog.querySelector("fieldset");
  for (const [value, text] of TONES) {
    const label = document.createElement("label");
    label.className = "yj-choice";
    const input = document.createElement("input");
    input.type = "radio";
    input.name = "tone";
    input.value = value;
    label.append(input, text);
    fieldset.append(label);
  }
  dialog.addEventListener("change", (event) => {
    if (event.target.name === "tone") choose({ tone: event.target.value });
    else choose({ large: event.target.checked });
  });
  const open = () => {
    dialog.querySelector(`input[value="${look.tone}"]`).checked = true;
    dialog.querySelector('input[name="large"]').checked = look.large;
    if (!dialog.isConnected) document.body.append(dialog);
    dialog.showModal();
  };
  // Pages that our server writes hold the button; the chat page puts one into its header.
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest(".yj-look-open")) open();
  });
})();
