/* Shows a page anew once the service has loaded its documents. */
"use strict";
(() => {
  const POLL_MS = 1000;
  const look = async () => {
    try {
      const reply = await fetch("/readyz");
      const now = await reply.json();
      if (now.status !== "loading") {
        window.location.reload();
        return;
      }
    } catch {
      // it is being restarted: ask again
    }
    window.setTimeout(look, POLL_MS);
  };
  window.setTimeout(look, POLL_MS);
})();
