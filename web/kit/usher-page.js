// Small comforts on top of pages that work without them.
(() => {
  'use strict';
  const boxes = (form) => [...form.querySelectorAll('input[type=checkbox][name=id]:not(:disabled)')];

  // One box in the head of a list picks all of its rows.
  function offerAll(root) {
    for (const head of root.querySelectorAll('th.pick:not(.ready)')) {
      const form = head.closest('form');
      if (!form || boxes(form).length === 0) continue;
      head.classList.add('ready');
      const all = document.createElement('input');
      all.type = 'checkbox';
      all.setAttribute('aria-label', 'Select all on this page');
      all.addEventListener('change', () => {
        for (const box of boxes(form)) box.checked = all.checked;
        count(form);
      });
      head.replaceChildren(all);
    }
  }

  function count(form) {
    const text = form.querySelector('[data-count]');
    const every = form.elements.every;
    const some = boxes(form).filter((box) => box.checked).length;
    if (text) text.textContent = every?.checked ? 'All of the list selected' : some + ' selected';
  }

  document.addEventListener('change', (event) => {
    const form = event.target.closest('form');
    if (form && ['id', 'every'].includes(event.target.name)) count(form);
  });

  // A form that is on its way is not sent a second time by an impatient click.
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.target || event.submitter?.formTarget) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = '1';
    setTimeout(() => delete form.dataset.sent, 5000);
  });
  window.addEventListener('pageshow', () => {
    for (const form of document.forms) delete form.dataset.sent;
  });

  // An open menu closes by Escape or by a click beside it.
  document.addEventListener('keydown', (event) => {
    const menu = event.key === 'Escape' && event.target.closest('details.menu[open]');
    if (!menu) return;
    menu.open = false;
    menu.querySelector('summary').focus();
  });
  document.addEventListener('click', (event) => {
    for (const menu of document.querySelectorAll('details.menu[open]')) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  // What is shown once is copied by a button as well.
  function offerCopy() {
    const button = document.querySelector('button[data-copy]');
    if (!button || !navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener('click', async () => {
      const said = document.getElementById('copied');
      try {
        await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
        said.textContent = 'Copied.';
      } catch {
        said.textContent = 'Please select and copy it yourself.';
      }
    });
  }

  // A preview follows what is typed; without this script its button does.
  function followPreview() {
    const button = document.querySelector('button[formtarget=preview]');
    if (!button) return;
    button.click();
    button.form.addEventListener('change', () => button.click());
  }

  // A slash leads to the search of the page, or to that of all pages, as long as nobody is typing.
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest('input, select, textarea, [contenteditable]')) return;
    const search = document.querySelector('#search') ?? document.querySelector('[data-find]');
    if (!search) return;
    event.preventDefault();
    search.focus();
  });

  // What is shown live asks whether it has changed, every so many seconds and only while somebody looks.
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

  document.addEventListener('htmx:load', (event) => offerAll(event.target));
  document.addEventListener('DOMContentLoaded', () => {
    offerAll(document);
    followPreview();
    offerCopy();
    document.getElementById('errors')?.focus();
  });
})();
