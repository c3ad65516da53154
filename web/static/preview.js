// What a chip stands for, shown beside it while it is pointed at or holds the focus.
// The words come from the panel's own page, which our server escapes.
(() => {
  "use strict";
  const SHOW_MS = 120; // a pointer that only passes over shows nothing
  const HIDE_MS = 180; // time to move the pointer into the preview (WCAG 1.4.13)
  const SLOW_MS = 600; // a server that takes longer: the reader is told
  const QUOTE_CHARS = 160;
  const known = new Map(); // link -> what is shown; bounded below
  const box = document.createElement("div");
  box.id = "yj-preview";
  box.setAttribute("role", "tooltip");
  box.hidden = true;
  let timer = 0;
  let chip = null;

  const hide = () => {
    clearTimeout(timer);
    box.hidden = true;
    if (chip) chip.removeAttribute("aria-describedby");
    chip = null;
  };
  const later = (act, ms) => {
    clearTimeout(timer);
    timer = setTimeout(act, ms);
  };
  const line = (name, text) => {
    const p = document.createElement("p");
    p.className = name;
    p.textContent = text;
    return p;
  };
  const fetched = async (link) => {
    const href = link.getAttribute("href");
    if (known.has(href)) return known.get(href);
    const url = new URL(link.href);
    const query = new URLSearchParams({ addr: decodeURIComponent(url.hash.slice(1)) });
    if (url.searchParams.has("mark")) query.set("mark", url.searchParams.get("mark"));
    const answer = await fetch(`${url.pathname}/panel?${query}`);
    if (!answer.ok) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const text = (selector) => (page.querySelector(selector)?.textContent || "").trim();
    const quote = [...page.querySelectorAll("mark")].map((m) => m.textContent).join("").trim();
    const found = {
      title: text("h2"), meta: text(".yj-meta"), address: text(".yj-crumb"),
      badges: [...page.querySelectorAll(".yj-panel-head .yj-badge")].map((b) => [b.textContent, b.className]),
      quote: quote.length > QUOTE_CHARS ? `${quote.slice(0, QUOTE_CHARS)}……` : quote,
    };
    if (known.size > 100) known.clear();
    known.set(href, found);
    return found;
  };
  const place = (link) => {
    const at = link.getBoundingClientRect();
    const width = Math.min(26 * 16, window.innerWidth - 24);
    box.style.width = `${width}px`;
    box.hidden = false;
    const below = at.bottom + 8 + box.offsetHeight < window.innerHeight || at.top < box.offsetHeight;
    box.style.top = `${below ? at.bottom + 8 : at.top - box.offsetHeight - 8}px`;
    box.style.left = `${Math.max(12, Math.min(at.left - 20, window.innerWidth - width - 12))}px`;
  };
  const show = async (link) => {
    let found = null;
    const slow = setTimeout(() => {
      if (chip !== link || !link.isConnected) return;
      box.replaceChildren(line("yj-preview-meta", "正在取原文……"));
      if (!box.isConnected) document.body.append(box);
      place(link);
    }, SLOW_MS);
    try {
      found = await fetched(link);
    } catch {
      // without a connection the chip still says its source to whoever clicks it
    }
    clearTimeout(slow);
    if (!found && chip === link) hide();
    if (!found || chip !== link || !link.isConnected) return;
    const title = line("yj-preview-title", found.title);
    for (const [text, name] of found.badges) {
      const badge = document.createElement("span");
      badge.className = name;
      badge.textContent = text;
      title.append(badge);
    }
    box.replaceChildren(title, line("yj-preview-meta", found.meta), line("yj-preview-meta", found.address));
    if (found.quote) box.append(line("yj-preview-quote", found.quote));
    if (!box.isConnected) document.body.append(box);
    link.setAttribute("aria-describedby", box.id);
    place(link);
  };
  const over = (target) => target instanceof Element && target.closest("a.yj-chip");
  const enter = (event) => {
    const link = over(event.target);
    if (event.target === box || box.contains(event.target)) clearTimeout(timer);
    if (!link || link === chip) return;
    hide();
    chip = link;
    later(() => show(link), event.type === "focusin" ? 0 : SHOW_MS);
  };
  const leave = (event) => {
    if (!chip || !(over(event.target) || box.contains(event.target))) return;
    const to = event.relatedTarget;
    if (to instanceof Node && (box.contains(to) || chip.contains(to))) return;
    later(hide, event.type === "focusout" ? 0 : HIDE_MS);
  };
  const hovers = window.matchMedia("(hover: hover)").matches; // a finger opens the source at once
  if (hovers) {
    document.addEventListener("pointerover", enter);
    document.addEventListener("pointerout", leave);
  }
  document.addEventListener("focusin", (event) => {
    if (event.target instanceof Element && event.target.matches(":focus-visible")) enter(event);
  });
  document.addEventListener("focusout", leave);
  document.addEventListener("click", hide, true);
  document.addEventListener("scroll", hide, true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !box.hidden) {
      hide();
      event.stopImmediatePropagation(); // the next one closes the source
    }
  }, true);
})();
