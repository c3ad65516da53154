// What stands in the question box survives a reload: Gradio reloads the page when its server was out of reach.
(() => {
  "use strict";
  const KEY = "youju.draft.v1"; // of this tab, and taken out when it is read
  const TRIES = 200; // ten a second
  const byId = (id) => document.getElementById(id);
  const box = () => byId("yj-box")?.querySelector("textarea");
  const store = (act) => {
    try {
      return act();
    } catch {
      return null; // a frame without storage
    }
  };
  window.addEventListener("pagehide", () => {
    const text = box()?.value;
    if (text) store(() => sessionStorage.setItem(KEY, text));
  });
  // Gradio listens to its box from the moment at which it has shown what the server told it on loading.
  const isAwake = () => ["yj-status", "yj-documents"].some((id) => byId(id)?.textContent.trim());
  const type = (text, tries) => {
    if (!isAwake()) {
      if (tries) setTimeout(type, 100, text, tries - 1);
      return;
    }
    if (box().value) return; // the reader was quicker
    box().value = text;
    box().dispatchEvent(new Event("input", { bubbles: true }));
  };
  document.addEventListener("youju:drawn", () => {
    const text = store(() => sessionStorage.getItem(KEY));
    store(() => sessionStorage.removeItem(KEY));
    if (text) type(text, TRIES);
  });
})();
