/* Redraws the progress of a change, and asks before what cannot be taken back lightly. */
"use strict";
(() => {
  const POLL_MS = 600;
  for (const form of document.querySelectorAll("form[data-ask]")) {
    form.addEventListener("submit", (event) => {
      if (!window.confirm(form.dataset.ask)) event.preventDefault();
    });
  }
  // The browser's own file control speaks the browser's language.
  const file = document.querySelector(".yj-file input");
  if (file) {
    file.addEventListener("change", () => {
      document.getElementById("yj-chosen").textContent = file.files.length ? file.files[0].name : "还没有选择";
    });
  }
  const box = document.getElementById("yj-progress");
  if (!box || box.dataset.phase !== "running") return;
  const doing = document.getElementById("yj-doing");
  const bar = document.getElementById("yj-bar");
  const poll = async () => {
    let now;
    try {
      const reply = await fetch("/admin/library/progress", { headers: { accept: "application/json" } });
      if (!reply.ok || reply.redirected) throw new Error(String(reply.status));
      now = await reply.json();
    } catch {
      doing.textContent = "暂时联系不上服务，正在重试……";
      window.setTimeout(poll, POLL_MS * 5);
      return;
    }
    if (now.phase !== "running") {
      window.location.assign("/admin/library"); // the lists have changed too
      return;
    }
    doing.textContent = now.of ? `${now.doing}：${now.done} / ${now.of}` : `${now.doing}……`;
    if (now.of) {
      bar.max = now.of;
      bar.value = now.done;
    } else {
      bar.removeAttribute("value");
    }
    window.setTimeout(poll, POLL_MS);
  };
  window.setTimeout(poll, POLL_MS);
})();
