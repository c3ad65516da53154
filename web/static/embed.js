// Puts the chat into a portal's page:
//   <script src="http://服务器:7860/embed.js" data-target="#place" data-height="640" defer></script>
// Without data-target the frame stands where the script stands.
(() => {
  "use strict";
  const script = document.currentScript;
  if (!script) return; // as a module it would not know where it came from
  const height = Number.parseInt(script.dataset.height || "", 10);
  const frame = document.createElement("iframe");
  frame.src = new URL("/embed", script.src).href;
  frame.title = script.dataset.title || "有据 · 政策条款问答";
  frame.loading = "lazy";
  frame.allow = "clipboard-write"; // for the button that copies an answer
  frame.style.width = "100%";
  frame.style.height = `${Number.isFinite(height) && height >= 320 ? height : 640}px`;
  frame.style.border = "0";
  const place = () => {
    const target = script.dataset.target ? document.querySelector(script.dataset.target) : null;
    if (target) target.append(frame);
    else script.after(frame);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", place);
  else place();
})();
