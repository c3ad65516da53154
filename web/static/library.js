/* Redraws the progress of a change, brings the correction to the line that it is about, and shows that work goes on. */
"use strict";
(() => {
  const POLL_MS = 600;
  const SHOW_AFTER_MS = 400;

  // ---- forms: what takes long says so, and what cannot be taken back lightly is asked for
  const busy = document.createElement("div");
  busy.className = "yj-busy";
  busy.setAttribute("role", "status");
  busy.hidden = true;
  const said = document.createElement("span");
  const running = document.createElement("progress");
  running.setAttribute("aria-label", "进度");
  const clock = document.createElement("span");
  clock.setAttribute("aria-hidden", "true"); // nobody wants to hear the seconds counted
  const line = document.createElement("p");
  line.append(said, clock);
  busy.append(line, running);
  document.querySelector("main").append(busy);
  let ticking = 0;
  const rest = () => {
    window.clearInterval(ticking);
    busy.hidden = true;
    for (const button of document.querySelectorAll("button[data-resting]")) {
      button.disabled = false;
      delete button.dataset.resting;
    }
  };
  const work = (words) => {
    const began = Date.now();
    window.clearInterval(ticking);
    ticking = window.setInterval(() => {
      const ms = Date.now() - began;
      busy.hidden = ms < SHOW_AFTER_MS;
      if (!busy.hidden) said.textContent = `${words}……`;
      clock.textContent = ms < 2000 ? "" : `已 ${Math.floor(ms / 1000)} 秒`;
    }, 200);
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.ask && !window.confirm(form.dataset.ask)) {
      event.preventDefault();
      return;
    }
    work(form.dataset.busy || "正在处理");
    window.setTimeout(() => {
      // after the form was sent: a disabled button would not be part of it
      for (const button of document.querySelectorAll("main button:enabled")) {
        button.disabled = true;
        button.dataset.resting = "";
      }
    });
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-busy]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) work(link.dataset.busy);
  });
  window.addEventListener("pageshow", rest);

  // ---- upload: the browser's own file control speaks the browser's language
  const file = document.querySelector(".yj-file input");
  if (file) {
    file.addEventListener("change", () => {
      document.getElementById("yj-chosen").textContent = file.files.length ? file.files[0].name : "还没有选择";
    });
  }

  // ---- corrections: the form comes to the line that was clicked
  const place = document.querySelector(".yj-place");
  if (place) {
    const home = document.getElementById("place-home");
    const list = place.nextElementSibling;
    const close = place.querySelector(".yj-place-close");
    const after = place.querySelector(".yj-after");
    const { line, last, role } = place.elements;
    const lines = [...document.querySelectorAll("button.yj-line")];
    const paint = () => {
      const from = Number(line.value);
      const to = Number(last.value) || from;
      for (const button of lines) {
        const number = Number(button.dataset.line);
        button.parentElement.classList.toggle("yj-picked", from > 0 && number >= from && number <= to);
      }
    };
    const fit = () => {
      after.hidden = role.value !== "move";
      after.querySelector("input").required = !after.hidden;
    };
    const pick = (button, more) => {
      const number = Number(button.dataset.line);
      const from = Number(line.value);
      if (more && from) {
        line.value = Math.min(from, number);
        last.value = Math.max(from, number);
      } else {
        line.value = number;
        last.value = "";
        if (button.closest(".yj-outside")) role.value = "text";
        fit();
      }
      button.closest("li").append(place);
      close.hidden = false;
      paint();
      role.focus({ preventScroll: true });
      place.scrollIntoView({ block: "nearest" });
    };
    for (const button of lines) button.addEventListener("click", (event) => pick(button, event.shiftKey));
    close.addEventListener("click", () => {
      home.insertBefore(place, list);
      place.reset();
      close.hidden = true;
      fit();
      paint();
    });
    place.addEventListener("input", paint);
    role.addEventListener("change", fit);
    fit();
  }

  // ---- progress of a change
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
