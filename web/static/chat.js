// The chat page's behaviour: the source panel, the keyboard, and names for screen readers.
// Everything that it inserts was escaped by our own server.
(() => {
  "use strict";
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  let opener = null; // the chip that opened the panel; focus returns to it
  let shown = null; // address of the citation that the panel was opened for
  const SLOW_MS = 400;
  let asked = 0; // a slow answer of the server must not replace a later one
  let slow = 0; // timer, until the reader is told that it takes a moment

  const panel = document.createElement("aside");
  panel.id = "yj-panel";
  panel.hidden = true;
  panel.setAttribute("role", "complementary");
  panel.setAttribute("aria-label", "原文");
  const bar = document.createElement("div");
  bar.className = "yj-bar";
  const name = document.createElement("span");
  name.textContent = "原文";
  const close = document.createElement("button");
  close.type = "button";
  close.className = "yj-close";
  close.textContent = "关闭";
  close.setAttribute("aria-label", "关闭原文（Esc）");
  const body = document.createElement("div");
  body.className = "yj-body";
  bar.append(name, close);
  panel.append(bar, body);

  const say = (text) => {
    const p = document.createElement("p");
    p.className = "yj-panel-notice";
    p.textContent = text;
    body.replaceChildren(p);
  };

  const busy = (on) => {
    clearTimeout(slow);
    panel.setAttribute("aria-busy", String(on));
    name.textContent = on ? "正在打开……" : "原文";
    told.textContent = on ? "正在打开原文……" : "";
  };

  // Gradio redraws the transcript: which links are on is decided anew each time.
  // A card stands for all quotes of its clause, so that its marks differ from a chip's.
  const clause = (href) => href.replace(/\?[^#]*/, "");
  const isShown = (a) => {
    if (shown === null || panel.contains(a)) return false;
    const href = a.getAttribute("href");
    return a.classList.contains("yj-card") ? clause(href) === clause(shown) : href === shown;
  };
  const mark = () => document.querySelectorAll("a.yj-cite").forEach((a) => a.classList.toggle("on", isShown(a)));

  const hide = () => {
    busy(false);
    panel.hidden = true;
    root.classList.remove("yj-reading-open");
    shown = null;
    mark();
    if (opener && opener.isConnected) opener.focus();
    opener = null;
  };

  const show = async (link) => {
    const url = new URL(link.href);
    const query = new URLSearchParams({ addr: decodeURIComponent(url.hash.slice(1)) });
    if (url.searchParams.has("mark")) query.set("mark", url.searchParams.get("mark"));
    const turn = ++asked;
    if (!panel.contains(link)) {
      shown = link.getAttribute("href");
      mark();
      opener = link;
    }
    if (panel.hidden) say("正在打开原文……");
    panel.hidden = false;
    // What was open stays meanwhile: the button that was pressed keeps the focus.
    clearTimeout(slow);
    slow = setTimeout(busy, SLOW_MS, true);
    root.classList.add("yj-reading-open");
    try {
      const answer = await fetch(`${url.pathname}/panel?${query}`);
      const html = await answer.text();
      if (turn !== asked) return;
      if (!(answer.headers.get("content-type") || "").startsWith("text/html")) throw new Error("not a panel");
      body.innerHTML = html;
    } catch {
      if (turn === asked) say("原文没有打开：与服务器的连接断了。请再点一次。");
      return;
    } finally {
      if (turn === asked) busy(false);
    }
    const current = body.querySelector(".yj-current");
    if (!current) return;
    const text = body.querySelector(".yj-text");
    const target = body.querySelector(".yj-current mark, .yj-current-more mark") || current;
    const top = target.getBoundingClientRect().top - text.getBoundingClientRect().top;
    text.scrollTop = Math.max(0, top - text.clientHeight / 3);
    current.focus({ preventScroll: true });
  };

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a.yj-cite");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    show(link);
  }, true);
  close.addEventListener("click", hide);
  // Enter that only chooses a word of a Chinese input method must not send the question.
  const whole = (event) => {
    if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.stopImmediatePropagation();
  };
  document.addEventListener("keydown", whole, true);
  document.addEventListener("keypress", whole, true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden && !document.querySelector("dialog[open]")) hide();
  });

  // What Gradio would say in English when the line breaks or the queue is full.
  const alert = document.createElement("div");
  alert.id = "yj-alert";
  alert.hidden = true;
  alert.setAttribute("role", "alert");
  let fading = 0;
  const warn = (text = "这次没有连上服务器，或者提问的人太多。请稍后再问一次；仍不行时请刷新页面。") => {
    alert.textContent = text;
    alert.hidden = false;
    clearTimeout(fading);
    fading = setTimeout(() => { alert.hidden = true; }, 8000);
  };

  // The buttons under an answer. Each turn carries its question, those before it, and its text to copy.
  const told = document.createElement("div");
  told.id = "yj-told";
  told.setAttribute("role", "status");
  const tell = (button, text) => {
    const before = button.dataset.label || button.textContent;
    button.dataset.label = before;
    button.textContent = text;
    told.textContent = text;
    setTimeout(() => {
      button.textContent = before;
      told.textContent = "";
    }, 2000);
  };
  const copyOldWay = (text) => {
    // Plain http and frames without permission have no clipboard API.
    const area = document.createElement("textarea");
    area.value = text;
    area.setAttribute("readonly", "");
    area.style.position = "fixed";
    area.style.opacity = "0";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (!done) throw new Error("not copied");
  };
  const copy = async (button, text) => {
    try {
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        copyOldWay(text);
        button.focus();
      }
      tell(button, "已复制");
    } catch {
      warn("浏览器不允许复制。请选中文字后用 Ctrl+C 复制。");
    }
  };
  panel.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("button.yj-step");
    if (!button) return;
    // Not what stays marked in a neighbour after a step: that has another reference.
    const quote = [...body.querySelectorAll(".yj-current mark, .yj-current-more mark")].map((m) => m.textContent).join("").trim();
    if (button.dataset.link) copy(button, new URL(button.dataset.link, location.href).href);
    else copy(button, `${quote || button.dataset.text}\n——${button.dataset.reference}`);
  });
  const nameIn = (header) => {
    const found = /filename\*=UTF-8''([^;]+)/.exec(header || "");
    return found ? decodeURIComponent(found[1]) : "有据-答复";
  };
  const download = async (button, asked) => {
    try {
      const reply = await fetch("/api/v1/export", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ question: asked.question, history: asked.history, filter: asked.filter, format: button.value }),
      });
      if (!reply.ok) {
        const problem = await reply.json().catch(() => ({}));
        warn(problem.reason || undefined);
        return;
      }
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await reply.blob());
      link.download = nameIn(reply.headers.get("content-disposition"));
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
      setTimeout(tell, 0, button, "已下载"); // once the button has its own words again
    } catch {
      warn("没有下载成：与服务器的连接断了。请再点一次。");
    }
  };
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("button.yj-action");
    if (!button) return;
    const asked = JSON.parse(button.parentElement.querySelector(".yj-payload").textContent);
    if (button.value === "txt") copy(button, asked.text);
    else document.dispatchEvent(new CustomEvent("youju:busy", { detail: { button, text: "正在生成……", until: download(button, asked) } }));
  });

  const label = (id, text) => {
    const element = byId(id);
    if (element) element.setAttribute("aria-label", text);
  };
  // Tools of the page that are no part of the conversation.
  const tools = document.createElement("div");
  tools.id = "yj-tools";
  for (const [text, name] of [["显示", "yj-look-open"], ["快捷键", "yj-keys-open"]]) {
    const tool = document.createElement("button");
    tool.type = "button";
    tool.className = `yj-plain ${name}`;
    tool.textContent = text;
    tools.append(tool);
  }
  const drawn = () => {
    root.classList.add("yj-drawn");
    document.body.append(panel, alert, told);
    if (root.classList.contains("yj-full")) byId("yj-header").append(tools);
    const composer = byId("yj-composer");
    // A sheet on a phone ends above the question box.
    new ResizeObserver(() => root.style.setProperty("--yj-composer", `${composer.offsetHeight}px`)).observe(composer);
    document.dispatchEvent(new Event("youju:drawn"));
    const toasts = document.querySelector(".toast-wrap");
    if (toasts) {
      new MutationObserver((changes) => {
        if (changes.some((c) => [...c.addedNodes].some((n) => n.nodeType === Node.ELEMENT_NODE))) warn();
      }).observe(toasts, { childList: true });
    }
    const live = byId("yj-live");
    live.setAttribute("role", "log");
    live.setAttribute("aria-live", "polite");
    label("yj-live", "回答");
    label("yj-past", "之前的问答");
    byId("yj-past").setAttribute("role", "region");
    // Gradio takes the empty page out with the first question, and draws it anew for a new conversation.
    const empty = () => {
      if (!byId("yj-intro")) return;
      if (!byId("yj-examples") || !byId("yj-documents")) {
        requestAnimationFrame(empty);
        return;
      }
      label("yj-examples", "可以这样问");
      byId("yj-examples").setAttribute("role", "group");
      document.dispatchEvent(new Event("youju:empty"));
    };
    empty();
    new MutationObserver((changes) => {
      if (changes.some((c) => [...c.addedNodes].some((n) => n.id === "yj-intro"))) empty();
    }).observe(byId("yj-past").parentElement, { childList: true });
    // Gradio's sanitiser drops aria attributes, and every redrawing drops what was set before.
    const nameParts = () => {
      document.querySelectorAll(".yj-table:not([aria-label])").forEach((t) => {
        t.setAttribute("aria-label", "表格，可左右滚动");
      });
      // The preview takes the place of the browser's own tooltip.
      document.querySelectorAll("a.yj-chip[title]").forEach((chip) => {
        chip.setAttribute("aria-label", chip.title);
        chip.removeAttribute("title");
      });
    };
    for (const part of [live, byId("yj-past")]) {
      new MutationObserver(nameParts).observe(part, { childList: true, subtree: true });
    }
    let loading = false;
    new MutationObserver(() => {
      const now = live.querySelector(".yj-state.loading") !== null;
      live.setAttribute("aria-busy", String(now));
      root.classList.toggle("yj-asking", now);
      root.classList.toggle("yj-answered", live.querySelector(".yj-turn") !== null);
      root.classList.toggle("yj-follow", byId("yj-past").querySelector(".yj-turn") !== null);
      // A new question comes to the top once, and no row hides behind another; after that the reader scrolls.
      const around = ["yj-header", "yj-private", "yj-along", "yj-composer"].reduce((sum, id) => sum + (byId(id)?.offsetHeight ?? 0), 0);
      root.style.setProperty("--yj-around", `${around}px`);
      if (now && !loading) requestAnimationFrame(() => live.querySelector(".yj-turn").scrollIntoView({ block: "start" }));
      loading = now;
      mark();
    }).observe(live, { childList: true, subtree: true });
  };
  const wait = new MutationObserver(() => {
    if (byId("yj-live") && byId("yj-box")) {
      wait.disconnect();
      drawn();
    }
  });
  wait.observe(document.body, { childList: true, subtree: true });
})();
