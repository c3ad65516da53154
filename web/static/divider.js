// The line between chat and source on a wide screen: drawn with a pointer or moved with the arrow keys.
(() => {
  "use strict";
  const KEY = "youju.divider.v1";
  const LEAST_PX = 340; // of the source
  const CHAT_LEAST_PX = 420;
  const STEP_PX = 24;
  const root = document.documentElement;
  const bar = document.createElement("div");
  bar.id = "yj-divider";
  bar.tabIndex = 0;
  bar.setAttribute("role", "separator");
  bar.setAttribute("aria-orientation", "vertical");
  bar.setAttribute("aria-label", "调整原文的宽度");
  bar.title = "拖动或用左右方向键调整宽度，双击还原";

  const most = () => Math.max(LEAST_PX, window.innerWidth - CHAT_LEAST_PX);
  const usual = () => Math.round(Math.min(window.innerWidth * 0.46, 680));
  let width = 0; // 0: as it is shipped
  const apply = () => {
    const shown = width ? Math.min(Math.max(width, LEAST_PX), most()) : usual();
    if (width) root.style.setProperty("--yj-side", `${shown}px`);
    else root.style.removeProperty("--yj-side");
    bar.setAttribute("aria-valuemin", String(LEAST_PX));
    bar.setAttribute("aria-valuemax", String(most()));
    bar.setAttribute("aria-valuenow", String(shown));
    bar.setAttribute("aria-valuetext", `原文占 ${Math.round((shown / window.innerWidth) * 100)}%`);
    return shown;
  };
  const keep = () => {
    try {
      if (width) localStorage.setItem(KEY, String(width));
      else localStorage.removeItem(KEY);
    } catch {
      // it holds for this page then
    }
  };
  try {
    const held = Number.parseInt(localStorage.getItem(KEY), 10);
    if (held >= LEAST_PX && held < 10000) width = held;
  } catch {
    // no storage: as it is shipped
  }
  bar.addEventListener("pointerdown", (event) => {
    bar.setPointerCapture(event.pointerId);
    root.classList.add("yj-dragging");
    event.preventDefault();
    bar.focus();
  });
  bar.addEventListener("pointermove", (event) => {
    if (!bar.hasPointerCapture(event.pointerId)) return;
    width = Math.round(window.innerWidth - event.clientX);
    width = apply();
  });
  const released = () => {
    root.classList.remove("yj-dragging");
    keep();
  };
  bar.addEventListener("pointerup", released);
  bar.addEventListener("pointercancel", released);
  bar.addEventListener("dblclick", () => {
    width = 0;
    apply();
    keep();
  });
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: STEP_PX, ArrowRight: -STEP_PX }[event.key];
    if (event.key === "Home") width = 0;
    else if (step) width = Number(bar.getAttribute("aria-valuenow")) + step;
    else return;
    event.preventDefault();
    const shown = apply();
    if (width) width = shown;
    keep();
  });
  window.addEventListener("resize", apply);
  apply();
  document.addEventListener("youju:drawn", () => document.getElementById("yj-panel").prepend(bar));
})();
