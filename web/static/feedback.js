// Thumbs under an answer, why it was of no use, and the switch that keeps questions unrecorded.
(() => {
  "use strict";
  const PRIVATE = "youju.private"; // in this browser only
  const COMMENT_CHARS = 500;
  const REASONS = [
    ["off_topic", "答非所问"],
    ["incomplete", "没有答全"],
    ["wrong_evidence", "依据不对"],
    ["outdated", "内容过时"],
    ["unclear", "看不明白"],
    ["should_answer", "文件里有，却没有找到"],
    ["other", "其他"],
  ];
  const rated = new Map(); // answer id -> "up" or "down"; Gradio redraws the turns and forgets

  const make = (tag, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };

  const gone = new Set(); // answers whose record their reader had deleted: nothing is left to rate

  const show = (row) => {
    if (gone.has(row.querySelector("button").value)) {
      row.remove();
      return;
    }
    const value = rated.get(row.querySelector("button").value);
    if (!value) return;
    row.querySelector(".yj-rate-said").textContent = "谢谢，已记下。";
    row.querySelector(".yj-up").setAttribute("aria-pressed", String(value === "up"));
    row.querySelector(".yj-down").setAttribute("aria-pressed", String(value === "down"));
    row.classList.add("yj-rated");
  };
  document.addEventListener("youju:forgotten", () => {
    document.querySelectorAll(".yj-rate").forEach((row) => {
      gone.add(row.querySelector("button").value);
      row.remove();
    });
  });
  const rows = (id) => [...document.querySelectorAll(".yj-rate")].filter((r) => r.querySelector("button").value === id);
  const announce = (text) => {
    const told = document.getElementById("yj-told");
    if (told) told.textContent = text;
  };

  const send = async (id, value, reason, comment) => {
    let problem = "没有连上服务器，评价没有记下。请再点一次。";
    try {
      const reply = await fetch("/api/v1/feedback", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ answer_id: id, rating: value, reason, comment }),
      });
      if (reply.ok) {
        rated.set(id, value);
        rows(id).forEach(show);
        announce("谢谢，已记下。");
        return "";
      }
      problem = (await reply.json()).reason || problem;
    } catch { /* said below */ }
    return problem;
  };

  const wait = (button, until) => document.dispatchEvent(new CustomEvent("youju:busy", { detail: { button, text: "正在记下……", until } }));

  // Why it was of no use.
  const legend = make("legend", { textContent: "是什么问题？" });
  const choices = REASONS.map(([value, text]) =>
    make("label", {}, make("input", { type: "radio", name: "reason", value }), make("span", { textContent: text })));
  const comment = make("textarea", { rows: 3, maxLength: COMMENT_CHARS, id: "yj-why-comment" });
  const failed = make("p", { className: "yj-why-failed" });
  failed.setAttribute("role", "alert");
  const cancel = make("button", { type: "button", textContent: "取消" });
  const form = make("form", {},
    make("fieldset", {}, legend, ...choices),
    make("label", { htmlFor: "yj-why-comment", textContent: "补充说明（可不填，请勿写个人信息）" }),
    comment,
    failed,
    make("div", { className: "yj-why-buttons" }, make("button", { type: "submit", className: "yj-why-send", textContent: "提交" }), cancel));
  const dialog = make("dialog", { id: "yj-why" }, form);
  dialog.setAttribute("aria-label", "这个回答哪里没用");
  let about = "";
  const openDialog = (button) => {
    about = button.value;
    form.reset();
    failed.textContent = "";
    document.body.append(dialog);
    dialog.showModal(); // Esc closes it, and focus goes back to the button
  };
  cancel.addEventListener("click", () => dialog.close());
  // The page's own Esc and Enter are not meant while this is open.
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const reason = new FormData(form).get("reason");
    const sending = send(about, "down", reason, comment.value);
    wait(form.querySelector(".yj-why-send"), sending);
    failed.textContent = await sending;
    if (!failed.textContent) dialog.close();
  });

  document.addEventListener("click", async (event) => {
    const button = event.target instanceof Element && event.target.closest(".yj-rate button");
    if (!button) return;
    if (button.classList.contains("yj-down")) {
      openDialog(button);
      return;
    }
    const row = button.parentElement;
    const sending = send(button.value, "up", null, "");
    wait(button, sending);
    const problem = await sending;
    if (!problem) return;
    row.querySelector(".yj-rate-said").textContent = problem;
    announce(problem);
  });

  // The switch: the server stores nothing while it is on, and this browser remembers it.
  const stored = () => {
    try {
      return localStorage.getItem(PRIVATE) === "1";
    } catch {
      return false; // a frame without storage starts anew each time
    }
  };
  const attach = (box) => {
    box.dataset.kept = "1";
    if (stored() && !box.checked) box.click();
    box.addEventListener("change", () => {
      try {
        localStorage.setItem(PRIVATE, box.checked ? "1" : "0");
      } catch { /* it holds for this page */ }
    });
  };
  let waiting = false;
  const look = () => {
    waiting = false;
    const box = document.querySelector("#yj-private input[type=checkbox]:not([data-kept])");
    if (box) attach(box);
    document.querySelectorAll(".yj-rate:not(.yj-rated)").forEach(show);
  };
  new MutationObserver(() => {
    if (!waiting) {
      waiting = true;
      requestAnimationFrame(look);
    }
  }).observe(document.body, { childList: true, subtree: true });
})();
