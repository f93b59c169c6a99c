// What is shown live asks whether it has changed, every so many seconds and only while somebody looks.
(() => {
  'use strict';
  const IDLE_MS = 10 * 60 * 1000;
  let lastTouch = Date.now();
  let seconds = 0;
  function look(every) {
    if (document.hidden || Date.now() - lastTouch > IDLE_MS) return;
    for (const shown of document.querySelectorAll('[data-live]')) {
      if (every % Number(shown.dataset.live) === 0) window.htmx?.trigger(shown, 'look');
    }
  }
  setInterval(() => look(++seconds), 1000);
  document.addEventListener('visibilitychange', () => look(0));
  for (const touch of ['pointermove', 'keydown', 'scroll', 'visibilitychange']) {
    document.addEventListener(touch, () => (lastTouch = Date.now()), { passive: true, capture: true });
  }
  // Asking in the background leads nobody away from what they do: not to sign in again, not to an error.
  const isLook = ({ detail }) => detail.requestConfig?.triggeringEvent?.type === 'look';
  document.addEventListener('htmx:beforeOnLoad', (event) => {
    if (isLook(event) && event.detail.xhr.status >= 400) event.preventDefault();
  });
})();
