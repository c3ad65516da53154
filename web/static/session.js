// A portal's token becomes a session, which this page keeps in memory and sends as a header: no cookie is
// needed, so that a frame on another site works over plain http too.
(() => {
  "use strict";
  const closed = document.currentScript.dataset.closed === "1";
  const HEADER = "x-youju-session";
  const WAIT_SECONDS = 10; // for the portal's script to hand a token over
  const REST_SECONDS = 30; // after a refusal: the page's own polling must not ask the portal again and again
  const framed = window.parent !== window;
  const plainFetch = window.fetch.bind(window);
  let session = null;
  let admitted = null; // the one exchange that runs, for all requests that wait for it
  let refusal = null; // the last one, and when it may be tried again
  let restsUntil = 0;
  let given = null; // what takes the next token

  // A token in the fragment is for portals that link to the page; it must not stay in the address.
  const fragment = new URLSearchParams(location.hash.slice(1));
  let first = fragment.get("token");
  fragment.delete("token");
  if (first) history.replaceState(history.state, "", `${location.pathname}${location.search}#${fragment}`);

  let page = null; // what stands over everything while nobody vouches for the reader
  const refuse = (reason) => {
    if (!page) {
      page = document.createElement("div");
      page.id = "yj-closed";
      page.setAttribute("role", "alert");
      const title = document.createElement("strong");
      title.textContent = "请从门户打开";
      page.append(title, document.createElement("p"));
    }
    page.lastChild.textContent = reason;
    if (document.body) document.body.append(page);
    else document.addEventListener("DOMContentLoaded", () => page && document.body.append(page), { once: true });
  };
  const NO_TOKEN = "没有收到门户的登录凭证。请刷新门户页面；仍不行时请联系门户管理员。";
  const nextToken = () => new Promise((resolve, reject) => {
    if (first) {
      resolve(first);
      first = null;
    } else if (!framed) {
      reject(new Error("本服务只对门户用户开放。请从门户页面打开。"));
    } else {
      given = resolve;
      setTimeout(reject, WAIT_SECONDS * 1000, new Error(NO_TOKEN));
      window.dispatchEvent(new Event("youju:want-token"));
    }
  });
  window.addEventListener("youju:token", (event) => { if (given) given(event.detail); });

  const exchange = async () => {
    const token = await nextToken();
    if (!token) throw refusal || new Error(NO_TOKEN);
    const body = JSON.stringify({ token });
    const sent = { method: "POST", headers: { "content-type": "application/json" }, body };
    const reply = await plainFetch("/api/v1/session", sent).catch(() => {
      throw new Error("与服务器的连接断了。请稍后刷新页面。");
    });
    const answer = await reply.json();
    if (!reply.ok) throw new Error(answer.reason);
    session = answer.session;
    refusal = null;
    if (page) page.remove();
    page = null;
  };
  const admit = () => {
    if (refusal && performance.now() < restsUntil) return Promise.reject(refusal);
    admitted = admitted || exchange().catch((error) => {
      refusal = error;
      restsUntil = performance.now() + REST_SECONDS * 1000;
      throw error;
    }).finally(() => { admitted = null; });
    return admitted;
  };
  const isGuarded = (url) => url.origin === location.origin &&
    /\/gradio_api\/|^\/source|^\/api\/v1\/(?!session)/.test(url.pathname);

  window.fetch = async (input, init) => {
    const request = input instanceof Request ? input : null;
    const url = new URL(request ? request.url : input, document.baseURI);
    if (!isGuarded(url)) return plainFetch(input, init);
    const once = () => {
      const headers = new Headers((init && init.headers) || (request && request.headers) || {});
      if (session) headers.set(HEADER, session);
      return plainFetch(request ? request.clone() : input, { ...init, headers });
    };
    try {
      if (closed && !session) await admit();
      const reply = await once();
      if (reply.status !== 401 || !closed) return reply;
      session = null; // it ended, or the service was started anew
      await admit();
      return await once();
    } catch (error) {
      if (closed && !session) refuse(error.message);
      throw error;
    }
  };
  if (closed) admit().catch((error) => refuse(error.message));
  else if (first) admit().catch(() => {}); // open to all: a bad token shuts nobody out

  // A new tab carries no header: a document is asked for by a form that does.
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest('a[href^="/source"]');
    if (!link || !session || event.defaultPrevented) return;
    event.preventDefault();
    const form = document.createElement("form");
    form.method = "post";
    form.action = link.href;
    form.target = "_blank";
    form.rel = "noopener";
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = "session";
    field.value = session;
    form.append(field);
    document.body.append(form);
    form.submit();
    form.remove();
  });
})();
