// Conversations in this browser's own storage: a reload shows them again and asks nothing.
// A full page keeps the last few; a page in a frame only its own, and only as long as its tab is open.
(() => {
  "use strict";
  const KEY = "youju.talks.v1"; // a later form gets another name, and what it cannot read is left alone
  const TAB = "youju.tab.v1";
  const TALKS = 5;
  const TURNS = 40;
  const CHARS = 1500000; // of all talks; browsers give 5 MB
  const LINKS = /^\/source(\/|\?|#|$)/;
  const ALLOWED = new Set(
    ("a abbr b bdi br button caption details div em figcaption figure h1 h2 h3 h4 h5 h6 i li ol p span strong sub " +
      "summary sup svg rect title desc table tbody td th thead tr ul").split(" "),
  );
  const ATTRIBUTES = new Set(
    "class href value type scope role tabindex open width height x y aria-label colspan rowspan".split(" "),
  );
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const full = root.classList.contains("yj-full");
  const storage = () => (full ? localStorage : sessionStorage); // throws where a frame has none
  let own = null; // name of this page's conversation
  let restored = []; // turns from before the reload, oldest first
  let pending = 0;

  const isTurn = (t) => t && typeof t.q === "string" && typeof t.html === "string";
  const read = () => {
    try {
      const held = JSON.parse(storage().getItem(KEY));
      return Array.isArray(held) ? held.filter((t) => t && typeof t.id === "string" && Array.isArray(t.turns) && t.turns.every(isTurn)) : [];
    } catch {
      return [];
    }
  };
  const write = (talks) => {
    let kept = talks.filter((t) => t.turns.length).slice(0, TALKS);
    while (kept.length) {
      const text = JSON.stringify(kept);
      try {
        if (text.length <= CHARS) {
          storage().setItem(KEY, text);
          return;
        }
      } catch {
        // full: less is tried
      }
      kept = kept.length > 1 ? kept.slice(0, -1) : [{ ...kept[0], turns: kept[0].turns.slice(Math.ceil(kept[0].turns.length / 2)) }].filter((t) => t.turns.length);
    }
    try {
      storage().removeItem(KEY);
    } catch {
      // nothing is kept then
    }
  };
  const claim = (id) => {
    own = id;
    try {
      sessionStorage.setItem(TAB, id);
    } catch {
      // a reload begins anew then
    }
  };
  const fresh = () => claim(crypto.randomUUID ? crypto.randomUUID() : `${Date.now()}-${Math.random()}`);

  // What comes out of a storage was written by this page; it is cleaned all the same.
  const cleaned = (html) => {
    const parsed = new DOMParser().parseFromString(html, "text/html");
    for (const element of [...parsed.body.querySelectorAll("*")]) {
      if (!ALLOWED.has(element.localName)) {
        element.remove();
        continue;
      }
      for (const { name, value } of [...element.attributes]) {
        if (!ATTRIBUTES.has(name) || (name === "href" && !LINKS.test(value))) element.removeAttribute(name);
      }
    }
    const turn = parsed.body.querySelector(".yj-turn");
    return turn ? document.adoptNode(turn) : null;
  };

  const place = document.createElement("section");
  place.id = "yj-restored";
  place.className = "prose";
  place.setAttribute("aria-label", "上次的问答");
  const tell = () => {
    const turns = [...restored, ...drawnTurns()].filter((t) => t.counts);
    document.dispatchEvent(new CustomEvent("youju:context", { detail: { earlier: turns.map((t) => t.q).slice(-TURNS) } }));
  };
  const questionOf = (turn) => {
    const held = turn.querySelector(".yj-payload");
    return held ? JSON.parse(held.textContent).question : turn.querySelector(".yj-question").textContent;
  };
  // A slow server shows the turns for a while after the reader has left them: they are not the new conversation's.
  const left = new Set();
  const shownTurns = () =>
    [...document.querySelectorAll("#yj-past .yj-turn.yj-done, #yj-live .yj-turn.yj-done")].map((turn) => ({
      q: questionOf(turn), html: turn.outerHTML, counts: turn.classList.contains("yj-counts"),
    }));
  const drawnTurns = () => {
    const turns = shownTurns();
    if (turns.length && turns.every((t) => left.has(t.html))) return [];
    left.clear();
    return turns;
  };
  const leave = () => shownTurns().forEach((t) => left.add(t.html));
  const save = () => {
    const turns = [...restored, ...drawnTurns()].slice(-TURNS);
    const others = read().filter((t) => t.id !== own);
    if (turns.length) write([{ id: own, at: Date.now(), turns }, ...others]);
    tell();
  };
  const draw = () => {
    const head = document.createElement("p");
    head.className = "yj-restored-head";
    const clear = document.createElement("button");
    clear.type = "button";
    clear.className = "yj-plain yj-forget";
    clear.textContent = "清除，重新开始";
    const words = document.createElement("span");
    words.textContent = full ? "以下问答保存在这台电脑的浏览器里。" : "以下是刷新之前的问答。";
    head.append(words, clear);
    place.replaceChildren(head, ...restored.map((t) => cleaned(t.html)).filter(Boolean));
    root.classList.toggle("yj-resumed", restored.length > 0);
  };
  const forget = () => {
    leave();
    write(read().filter((t) => t.id !== own));
    restored = [];
    draw();
    fresh();
    tell();
  };
  const resume = (talk) => {
    claim(talk.id);
    restored = talk.turns.slice(-TURNS);
    draw();
    tell();
    window.scrollTo(0, document.body.scrollHeight);
  };

  // On a page that was opened anew the last conversations are offered, not shown.
  const shelf = document.createElement("nav");
  shelf.id = "yj-shelf";
  shelf.setAttribute("aria-label", "最近的问答");
  const offer = () => {
    const talks = full ? read() : [];
    shelf.hidden = !talks.length;
    if (shelf.hidden) return;
    const head = document.createElement("div");
    head.className = "yj-held";
    head.textContent = "最近的问答";
    const count = document.createElement("span");
    count.className = "yj-count";
    count.textContent = "只存在这台电脑的浏览器里";
    const clear = document.createElement("button");
    clear.type = "button";
    clear.className = "yj-plain";
    clear.textContent = "全部清除";
    clear.addEventListener("click", () => {
      write([]);
      offer();
    });
    head.append(count, clear);
    const list = document.createElement("ul");
    for (const talk of talks) {
      const entry = document.createElement("li");
      const open = document.createElement("button");
      open.type = "button";
      open.className = "yj-resume";
      open.textContent = talk.turns[0].q.slice(0, 60);
      const many = document.createElement("span");
      many.className = "yj-count";
      many.textContent = `${talk.turns.length} 个问题`;
      open.append(many);
      open.addEventListener("click", () => resume(talk));
      entry.append(open);
      list.append(entry);
    }
    shelf.replaceChildren(head, list);
  };

  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    if (event.target.closest(".yj-forget")) {
      forget();
      if (byId("yj-new").offsetParent) byId("yj-new").click();
      offer();
    } else if (event.target.closest("#yj-new")) {
      leave();
      restored = [];
      draw();
      fresh();
      tell();
      offer();
    }
  });
  // The last question is asked again: where it is one from before the reload, it goes from here.
  document.addEventListener("youju:replaced", () => {
    if (document.querySelector("#yj-past .yj-turn") || !restored.length || document.querySelectorAll("#yj-live .yj-turn").length === 0) return;
    if (replacesLive) return;
    restored = restored.slice(0, -1);
    draw();
  });
  let replacesLive = false;
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("button.yj-redo");
    if (button) replacesLive = !place.contains(button);
  }, true);

  const stock = () => {
    byId("yj-documents")?.before(shelf);
    offer();
  };
  document.addEventListener("youju:empty", stock);
  document.addEventListener("youju:drawn", () => {
    byId("yj-past").before(place);
    let tab = null;
    try {
      tab = sessionStorage.getItem(TAB);
    } catch {
      // a frame without storage
    }
    const mine = read().find((t) => t.id === tab);
    if (mine) resume(mine);
    else fresh();
    stock();
    new MutationObserver(() => {
      clearTimeout(pending);
      pending = setTimeout(save, 250); // streaming redraws many times a second
    }).observe(byId("yj-live"), { childList: true, subtree: true });
  });
})();
