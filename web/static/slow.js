// What takes longer than a moment says so: on the button that was pressed, or above the question box.
(() => {
  "use strict";
  const SOON_MS = 400; // what is done by then needs no words
  const MOST_MS = 60000; // then whatever was expected is not coming
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);

  // A button waits for the promise `until`: it cannot be pressed again meanwhile.
  document.addEventListener("youju:busy", (event) => {
    const { button, text, until } = event.detail;
    const label = button.dataset.label || button.textContent;
    const held = document.activeElement === button;
    button.dataset.label = label;
    button.disabled = true;
    const timer = setTimeout(() => {
      button.textContent = text;
      byId("yj-told").textContent = text;
    }, SOON_MS);
    const end = () => {
      clearTimeout(timer);
      button.disabled = false;
      if (button.textContent === text) button.textContent = label;
      if (held && document.activeElement === document.body) button.focus(); // a disabled button loses it
    };
    until.then(end, end);
  });

  // Gradio shows nothing of a click until its server has answered.
  const note = document.createElement("div");
  note.id = "yj-sending";
  note.hidden = true;
  note.setAttribute("role", "status");
  let timer = 0;
  let before = ""; // the turn that stood there: Gradio's own invisible clock changes all the time
  const turn = () => byId("yj-live").querySelector(".yj-turn")?.outerHTML || "";
  const settled = () => {
    clearTimeout(timer);
    timer = 0;
    note.hidden = true;
  };
  const begun = (text) => {
    settled();
    before = turn();
    timer = setTimeout(() => {
      note.textContent = text;
      note.hidden = false;
      timer = setTimeout(settled, MOST_MS);
    }, SOON_MS);
  };
  const asked = () => {
    if (!root.classList.contains("yj-asking")) begun("正在把问题发给服务器……");
  };
  const typed = () => byId("yj-box").querySelector("textarea").value.trim();
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("#yj-send, #yj-new, #yj-stop, button.yj-example");
    if (!button) return;
    if (button.id === "yj-new") begun("正在开始新对话……");
    else if (button.id === "yj-stop") begun("正在停止……");
    else if (button.id !== "yj-send" || typed()) asked();
  }, true);
  document.addEventListener("keydown", (event) => {
    const sends = event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229;
    if (sends && byId("yj-box")?.contains(event.target) && typed()) asked();
  }, true);
  document.addEventListener("youju:drawn", () => {
    byId("yj-along").prepend(note);
    new MutationObserver(() => {
      if (timer && turn() !== before) settled();
    }).observe(byId("yj-live"), { childList: true, subtree: true });
    new MutationObserver(settled).observe(byId("yj-alert"), { attributeFilter: ["hidden"] });
  });
})();
