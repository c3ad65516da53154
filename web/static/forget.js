// 删除我的记录. Each page keeps its questions under a random key of its own, which the server turns into a
// pseudonym and forgets; only a browser that remembers the keys can say which questions were asked in it.
(() => {
  "use strict";
  const KEPT = "youju.pages.v1";
  const MOST = 2000; // keys, newest first; the server deletes old questions by itself
  const AT_ONCE = 200; // that a request may hold
  const FORM = /^[\w-]{22,64}$/;
  const byId = (id) => document.getElementById(id);
  const here = new Set(); // keys of this page, for where there is no storage
  let key = "";
  let isRemembered = false;

  const read = () => {
    try {
      const held = JSON.parse(localStorage.getItem(KEPT));
      return Array.isArray(held) ? held.filter((k) => typeof k === "string" && FORM.test(k)) : [];
    } catch {
      return [];
    }
  };
  const write = (keys) => {
    try {
      if (keys.length) localStorage.setItem(KEPT, JSON.stringify(keys.slice(0, MOST)));
      else localStorage.removeItem(KEPT);
    } catch { /* it holds for this page then */ }
  };
  const renew = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    key = btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
    isRemembered = false;
    document.dispatchEvent(new CustomEvent("youju:context", { detail: { page: key } }));
  };
  const isPrivate = () => document.querySelector("#yj-private input[type=checkbox]")?.checked;
  const remember = () => {
    if (isRemembered || !opener.isConnected || isPrivate() || !byId("yj-live").querySelector(".yj-turn")) return;
    isRemembered = true;
    here.add(key);
    write([key, ...read().filter((k) => k !== key)]);
    opener.hidden = false;
  };
  window.addEventListener("storage", (event) => {
    if (event.key === KEPT) isRemembered = false; // another tab deleted, and this page's key with it
  });

  const opener = document.createElement("button");
  opener.type = "button";
  opener.className = "yj-mine";
  opener.textContent = "删除我的记录";
  opener.setAttribute("aria-haspopup", "dialog");
  const dialog = document.createElement("dialog");
  dialog.className = "yj-dialog yj-mine-dialog";
  dialog.setAttribute("aria-labelledby", "yj-mine-title");
  dialog.innerHTML =
    '<form><h2 id="yj-mine-title">删除我的记录</h2><p>在这个浏览器里提过、记在服务器上的提问，连同回答、评价和用时，都会删除，不能恢复。</p>' +
    '<p class="yj-mine-more">页面上的问答留着，可以另行清除。在别的电脑上提的问题，请到那台电脑上删除。</p>' +
    '<p class="yj-mine-said" role="status"></p>' +
    '<p class="yj-dialog-foot"><button class="yj-plain yj-mine-delete">删除</button> <button type="button" class="yj-plain yj-mine-close">取消</button></p></form>';
  const part = (name) => dialog.querySelector(`.yj-mine-${name}`);

  const request = async (pages) => {
    const sent = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ pages }) };
    const reply = await fetch("/api/v1/feedback/delete", sent);
    const answer = await reply.json();
    if (!reply.ok) throw new Error(answer.reason);
    return answer.deleted;
  };
  const forget = async () => {
    const keys = [...new Set([...here, ...read()])];
    let deleted = 0;
    try {
      for (let from = 0; from < keys.length; from += AT_ONCE) deleted += await request(keys.slice(from, from + AT_ONCE));
    } catch (error) {
      // a browser's own words for a lost connection are English
      const why = /[\u4e00-\u9fff]/.test(error.message) ? error.message : "没有连上服务器。";
      part("said").textContent = `${why}${deleted ? `已删除 ${deleted} 次提问的记录，其余` : "记录"}没有删除，请再试一次。`;
      return false;
    }
    write(isRemembered ? [key] : []); // an answer that is on its way is kept under it
    part("said").textContent = deleted ? `已删除 ${deleted} 次提问的记录。` : "没有可删除的记录：没有记过，或者已经删除。";
    document.dispatchEvent(new Event("youju:forgotten"));
    return true;
  };
  dialog.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    part("delete").disabled = true;
    part("said").textContent = "正在删除……";
    const done = await forget();
    part("delete").disabled = false;
    part("delete").hidden = done;
    part("close").textContent = done ? "完成" : "取消";
    part("close").focus();
  });
  part("close").addEventListener("click", () => dialog.close());
  opener.addEventListener("click", () => {
    part("said").textContent = "";
    part("delete").hidden = false;
    part("close").textContent = "取消";
    if (!dialog.isConnected) document.body.append(dialog);
    dialog.showModal();
    part("close").focus(); // Enter by habit deletes nothing
  });

  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("#yj-new")) renew();
  });
  document.addEventListener("youju:drawn", () => {
    renew();
    opener.hidden = !read().length;
    // Gradio draws the switch when it likes to, and not at all where nothing is recorded.
    new MutationObserver((_changes, watch) => {
      if (!byId("yj-private")) return;
      watch.disconnect();
      byId("yj-private").append(opener);
      remember();
    }).observe(document.body, { childList: true, subtree: true });
    new MutationObserver(remember).observe(byId("yj-live"), { childList: true, subtree: true });
  });
})();
