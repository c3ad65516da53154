// Ask again, edit the last question, and what goes along with every question: what was asked before it
// and which documents are chosen. Gradio sends a hidden field of the page along; this keeps it up to date.
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const context = { earlier: [], again: false, filter: null };
  let typed = ""; // as it was sent last: the page shows a shortened one where it is too long
  let wasLoading = false;

  const put = (field, text) => {
    if (field.value === text) return;
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true })); // Svelte listens for it
  };
  const box = () => byId("yj-box").querySelector("textarea, input");
  const write = () => put(byId("yj-context").querySelector("textarea, input"), JSON.stringify(context));
  document.addEventListener("youju:context", (event) => {
    Object.assign(context, event.detail);
    if (byId("yj-context")) write();
  });

  const note = document.createElement("div");
  note.id = "yj-editing";
  note.hidden = true;
  note.setAttribute("role", "status");
  const words = document.createElement("span");
  words.textContent = "正在修改上一个问题，发送后会替换它。";
  const cancel = document.createElement("button");
  cancel.type = "button";
  cancel.className = "yj-plain";
  cancel.textContent = "取消修改";
  note.append(words, cancel);
  const editing = (on) => {
    note.hidden = !on;
    context.again = on;
    write();
  };
  cancel.addEventListener("click", () => {
    editing(false);
    put(box(), "");
    box().focus();
  });

  const questionOf = (turn) => {
    const held = turn.querySelector(".yj-payload");
    if (held) return JSON.parse(held.textContent).question;
    return byId("yj-live").contains(turn) && typed ? typed : turn.querySelector(".yj-question").textContent;
  };
  const soon = (act) => requestAnimationFrame(() => requestAnimationFrame(act)); // Gradio takes the values over
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("button.yj-redo");
    if (!button) return;
    const turn = button.closest(".yj-turn");
    const question = questionOf(turn);
    editing(true);
    put(box(), question);
    if (button.value === "edit") {
      box().focus();
      box().setSelectionRange(question.length, question.length);
    } else {
      note.hidden = true;
      soon(() => byId("yj-send").click());
    }
  });
  document.addEventListener("input", (event) => {
    if (byId("yj-box")?.contains(event.target) && event.target.value) typed = event.target.value;
  }, true);

  document.addEventListener("youju:drawn", () => {
    let along = byId("yj-along"); // what stands above the question box and stays there
    if (!along) {
      along = document.createElement("div");
      along.id = "yj-along";
      byId("yj-composer").before(along);
    }
    along.prepend(note);
    const live = byId("yj-live");
    new MutationObserver(() => {
      const loading = live.querySelector(".yj-state.loading") !== null;
      const began = loading && !wasLoading;
      wasLoading = loading;
      // A question is on its way: the next one follows it again.
      if (began && context.again) {
        document.dispatchEvent(new Event("youju:replaced"));
        editing(false);
      }
    }).observe(live, { childList: true, subtree: true });
    write();
  });
})();
