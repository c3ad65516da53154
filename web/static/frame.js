// The compact page in a frame: what the portal asked for, how high the page is, and the portal's token.
// Nothing is said to anybody but the parent, under an origin from the allow-list, and never to "*".
(() => {
  "use strict";
  const root = document.documentElement;
  const allowed = document.currentScript.dataset.parents.split(" ");
  // In the fragment, which is not sent to servers and stands in no log.
  const options = new URLSearchParams(location.hash.slice(1));
  const framed = window.parent !== window;
  const fits = framed && options.get("mode") === "fit"; // the parent makes the frame as high as the page
  root.classList.toggle("yj-fit", fits);
  root.classList.toggle("yj-box", framed && options.get("mode") === "button");
  root.classList.toggle("yj-clear", options.has("transparent"));

  // Whether an origin is one of a CSP source: https://a.cn, https://*.a.cn:8443, http://a.cn:*, 'self'.
  const isOf = (source, origin) => {
    if (source === "'self'") return origin === location.origin;
    const parts = /^(https?):\/\/([^:]+)(?::(.+))?$/.exec(source.toLowerCase());
    if (!parts) return false;
    const { protocol, hostname, port } = new URL(origin);
    if (protocol !== `${parts[1]}:` && !(parts[1] === "http" && protocol === "https:")) return false;
    const wild = parts[2].startsWith("*.");
    if (parts[2] !== "*" && !(wild ? hostname.endsWith(parts[2].slice(1)) : hostname === parts[2])) return false;
    const usual = protocol === "https:" ? "443" : "80";
    return parts[3] === "*" || (parts[3] || usual) === (port || usual);
  };
  const isAllowed = (origin) => /^https?:\/\//.test(origin || "") && allowed.some((source) => isOf(source, origin));
  const referrer = /^https?:\/\/[^/]+/.exec(document.referrer);
  // Firefox has no ancestorOrigins; a portal that sends no referrer is known by its script's first message.
  let parent = [location.ancestorOrigins && location.ancestorOrigins[0], referrer && referrer[0]].find(isAllowed);
  const unsent = new Map(); // by kind: the last word counts
  const tell = (message) => {
    if (!framed) return;
    if (parent) window.parent.postMessage(message, parent);
    else unsent.set(message.youju, message);
  };
  window.addEventListener("message", (event) => {
    if (event.source !== window.parent || !framed || !isAllowed(event.origin) || !event.data) return;
    parent = event.origin;
    unsent.forEach(tell);
    unsent.clear();
    if (event.data.youju === "token") window.dispatchEvent(new CustomEvent("youju:token", { detail: String(event.data.token) }));
  });
  window.addEventListener("youju:want-token", () => tell({ youju: "token" }));

  // In a fitting frame the sheet stands below the chip that opened it: "fixed" would be somewhere in a frame
  // that may be several screens high.
  let chip = null;
  let pressed = null; // what was clicked last
  window.addEventListener("click", (event) => {
    pressed = event.target;
    const link = event.target instanceof Element && event.target.closest("a.yj-cite");
    if (link && !link.closest("#yj-panel")) chip = link;
  }, true);
  const put = (panel) => {
    if (!fits || panel.hidden || !chip || !chip.isConnected) return;
    panel.style.top = `${Math.round(chip.getBoundingClientRect().bottom + window.scrollY + 8)}px`;
    panel.scrollIntoView({ block: "nearest" });
  };

  // The middle of such a frame may be out of sight; what opened a dialog is not.
  const putDialog = (dialog) => {
    const at = (pressed || dialog).getBoundingClientRect().top + window.scrollY - dialog.offsetHeight / 2;
    const most = window.scrollY + window.innerHeight - dialog.offsetHeight - 8;
    dialog.style.top = `${Math.max(window.scrollY + 8, Math.min(at, most))}px`;
  };

  const DIALOG_HEIGHT = 640; // in px
  let reported = 0;
  const report = () => {
    const main = document.querySelector(".gradio-container main.contain");
    if (!main) return;
    const panel = document.getElementById("yj-panel");
    const ends = [main, ...(fits && panel && !panel.hidden ? [panel] : [])].map((e) => e.getBoundingClientRect().bottom);
    const dialog = fits && document.querySelector("dialog[open]"); // is drawn over the page and needs room
    const height = Math.max(Math.ceil(Math.max(...ends) + window.scrollY), dialog ? DIALOG_HEIGHT : 0);
    if (height === reported) return;
    reported = height;
    tell({ youju: "height", height });
  };
  // Gradio listens to its box from the moment at which it has shown what the server told it on loading.
  const isAwake = () => document.querySelector("#yj-send") &&
    ["#yj-status", "#yj-documents"].some((id) => { const e = document.querySelector(id); return e && e.textContent.trim(); });
  const type = (question, tries = 200) => {
    if (!isAwake()) {
      if (tries) setTimeout(type, 100, question, tries - 1);
      return;
    }
    const box = document.querySelector("#yj-box textarea");
    box.value = question.slice(0, 1000);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    if (options.has("ask")) requestAnimationFrame(() => document.querySelector("#yj-send").click());
  };
  const drawn = () => {
    const panel = document.getElementById("yj-panel");
    const sizes = new ResizeObserver(report);
    for (const part of [document.querySelector(".gradio-container main.contain > .column"), panel]) sizes.observe(part);
    new MutationObserver(() => { put(panel); report(); }).observe(panel, { attributeFilter: ["hidden"] });
    new MutationObserver((changes) => {
      changes.map((c) => c.target).filter((e) => e.localName === "dialog" && e.open).forEach(putDialog);
      report();
    }).observe(document.body, { subtree: true, attributeFilter: ["open"] });
    report();
    if (options.get("question")) type(options.get("question"));
  };
  new MutationObserver((_changes, watch) => {
    if (!root.classList.contains("yj-drawn")) return;
    watch.disconnect();
    drawn();
  }).observe(root, { attributeFilter: ["class"] });

  window.addEventListener("keydown", (event) => {
    const panel = document.getElementById("yj-panel");
    const inner = (panel && !panel.hidden) || document.querySelector("dialog[open]"); // these close first
    if (event.key === "Escape" && !event.isComposing && !inner) tell({ youju: "close" });
  }, true);
})();
