// Puts the chat into a portal's page, as a frame as high as what it shows or as a button that opens it:
//   <script src="http://服务器:7860/embed.js" data-target="#place" defer></script>
//   <script src="http://服务器:7860/embed.js" data-mode="button" defer></script>
// All attributes: docs/embed/README.md. Styles are set one by one, which a strict style-src lets pass.
(() => {
  "use strict";
  const script = document.currentScript;
  if (!script) return; // as a module it would not know where it came from
  const said = script.dataset;
  const home = new URL(script.src).origin;
  const floating = said.mode === "button";
  const pixels = (text, least, otherwise) => {
    const number = Number.parseInt(text || "", 10);
    return number >= least ? number : otherwise;
  };
  const most = pixels(said.maxHeight, 320, 0); // 0: as high as it likes, and never a bar of its own
  const style = (element, rules) => Object.assign(element.style, rules);
  const made = (name, text, rules) => {
    const element = document.createElement(name);
    element.textContent = text;
    return style(element, rules), element;
  };

  const theme = said.theme || "light"; // most portals are; "auto" is as the reader has it
  const options = new URLSearchParams({ mode: floating ? "button" : most ? "window" : "fit", theme });
  for (const name of ["question", "place"]) if (said[name]) options.set(name, said[name]);
  for (const name of ["ask", "transparent"]) if (name in said) options.set(name, "1");
  const frame = document.createElement("iframe");
  frame.src = `${home}/embed#${options}`;
  frame.title = said.title || "有据 · 政策条款问答";
  frame.allow = "clipboard-write"; // for the button that copies an answer
  style(frame, { display: "block", width: "100%", border: "0", colorScheme: theme === "auto" ? "light dark" : theme });

  const tell = (message) => frame.contentWindow && frame.contentWindow.postMessage(message, home);
  const giveToken = async () => {
    let { token } = said;
    delete said.token; // it is short-lived: the next one is fetched
    if (!token && said.tokenUrl) {
      const reply = await fetch(said.tokenUrl, { credentials: "same-origin", cache: "no-store" });
      if (reply.ok) token = (await reply.text()).trim();
    }
    tell({ youju: "token", token: token || "" }); // an empty one says that there is none
  };
  let shut = () => {};
  window.addEventListener("message", (event) => {
    if (event.origin !== home || event.source !== frame.contentWindow || !event.data) return;
    const { youju, height } = event.data;
    if (youju === "token") giveToken().catch(() => {});
    else if (youju === "close") shut();
    else if (youju === "height" && !floating && height > 0 && height < 100000) {
      style(frame, { height: `${most ? Math.min(most, Math.ceil(height)) : Math.ceil(height)}px` });
    }
  });
  frame.addEventListener("load", () => tell({ youju: "hello" }));

  const inline = () => {
    style(frame, { height: `${pixels(said.height, 120, 420)}px` }); // until it says how high it is
    const target = said.target ? document.querySelector(said.target) : null;
    if (target) target.append(frame);
    else script.after(frame);
  };

  const button = () => {
    const side = said.position === "left" ? "left" : "right";
    const colour = CSS.supports("color", said.color || "") ? said.color : "#1d4a86";
    const font = '15px/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
    const common = { position: "fixed", zIndex: "2147483000", boxSizing: "border-box", font };
    const opener = made("button", said.label || "政策问答", {
      ...common, [side]: "24px", bottom: "24px", padding: "12px 20px", border: "0", borderRadius: "24px",
      background: colour, color: "#fff", cursor: "pointer", boxShadow: "0 4px 16px rgb(0 0 0 / 25%)",
    });
    const box = made("div", "", {
      ...common, display: "none", flexDirection: "column", background: "#fff", overflow: "hidden",
      boxShadow: "0 8px 40px rgb(0 0 0 / 28%)",
    });
    const bar = made("div", "", { display: "flex", justifyContent: "space-between", padding: "8px 8px 8px 16px", background: colour, color: "#fff" });
    const close = made("button", "关闭", { border: "0", background: "none", color: "inherit", font: "inherit", padding: "0 8px", cursor: "pointer" });
    box.id = "youju-box";
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-label", frame.title);
    opener.type = close.type = "button";
    opener.setAttribute("aria-controls", box.id);
    opener.setAttribute("aria-expanded", "false");
    bar.append(made("span", frame.title, {}), close);
    box.append(bar);
    const open = () => {
      const small = window.innerWidth < 520; // a phone: the whole screen
      style(box, small
        ? { display: "flex", inset: "0", width: "auto", height: "auto", borderRadius: "0" }
        : { display: "flex", inset: "auto", [side]: "24px", bottom: "24px", width: "420px", height: "min(680px, calc(100vh - 48px))", borderRadius: "12px" });
      style(opener, { display: "none" });
      style(frame, { flex: "1 1 auto", minHeight: "0" });
      if (!frame.isConnected) box.append(frame); // loaded when it is first wanted
      opener.setAttribute("aria-expanded", "true");
      frame.focus();
    };
    shut = () => {
      style(box, { display: "none" });
      style(opener, { display: "" });
      opener.setAttribute("aria-expanded", "false");
      opener.focus();
    };
    opener.addEventListener("click", open);
    close.addEventListener("click", shut);
    box.addEventListener("keydown", (event) => event.key === "Escape" && shut());
    document.body.append(opener, box);
  };

  const place = floating ? button : inline;
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", place);
  else place();
})();
