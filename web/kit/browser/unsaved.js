// A page that would be left with something unsaved asks first.
(() => {
  'use strict';
  // What each form held when it came, by what it posts to; what htmx puts in its place goes on from there.
  const before = new Map();
  let leaving = false;

  const forms = () =>
    [...document.forms].filter((form) => form.method === 'post' && !form.closest('dialog, .menu'));
  const nameOf = (form) => form.id || form.getAttribute('action');

  // Boxes of rows pick what a button is about, and are nothing to save; nor is how a preview looks.
  const PICKS = ['id', 'every', 'look'];
  function content(form) {
    const entries = [...new FormData(form)].filter(
      ([name]) => !PICKS.includes(name) && !name.startsWith('_'),
    );
    return JSON.stringify(entries.map(([name, value]) => [name, value.name ?? value]));
  }

  // What is shown again with something wrong in it was not saved, nor what the page says was not.
  function begin() {
    for (const form of forms()) {
      const unsaved = form.matches('[data-unsaved]') || form.querySelector('[aria-invalid=true]');
      before.set(nameOf(form), unsaved ? '' : content(form));
    }
  }

  const isUnsaved = (form) => before.has(nameOf(form)) && before.get(nameOf(form)) !== content(form);

  document.addEventListener('DOMContentLoaded', begin);
  document.addEventListener('submit', (event) => {
    leaving = !event.defaultPrevented && !event.target.target && !event.submitter?.formTarget;
  });
  document.addEventListener('htmx:beforeRequest', () => (leaving = false));
  // Whoever presses Cancel has said so already.
  document.addEventListener('click', (event) => {
    if (event.target.closest('.form-buttons a')) leaving = true;
  });
  window.addEventListener('pageshow', () => (leaving = false));
  window.addEventListener('beforeunload', (event) => {
    if (!leaving && forms().some(isUnsaved)) event.preventDefault();
    leaving = false;
  });
})();
