// Small comforts on top of pages that work without them.
(() => {
  'use strict';
  const words = JSON.parse(document.querySelector('meta[name=usher-words]')?.content ?? '{}');
  const say = (text) => words[text] ?? text;
  const boxes = (form) => [...form.querySelectorAll('input[type=checkbox][name=id]:not(:disabled)')];

  // One box in the head of a list picks all of its rows.
  function offerAll(root) {
    for (const head of root.querySelectorAll('th.pick:not(.ready)')) {
      const form = head.closest('form');
      if (!form || boxes(form).length === 0) continue;
      head.classList.add('ready');
      const all = document.createElement('input');
      all.type = 'checkbox';
      all.setAttribute('aria-label', say('Select all on this page'));
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
    if (text)
      text.textContent = every?.checked ? say('All of the list selected') : some + ' ' + say('selected');
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

  // What was typed is not left behind without a question; a form that is sent takes it along.
  let isLeaving = false;
  document.addEventListener('input', ({ target }) => {
    if (target.form?.method === 'post' && target.name !== 'look') target.form.dataset.unsaved = '';
  });
  document.addEventListener('submit', (event) => {
    if (!event.defaultPrevented && !event.target.target && !event.submitter?.formTarget) isLeaving = true;
  });
  window.addEventListener('pageshow', () => (isLeaving = false));
  window.addEventListener('beforeunload', (event) => {
    if (!isLeaving && document.querySelector('main form[data-unsaved]')) event.preventDefault();
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
        said.textContent = say('Copied.');
      } catch {
        said.textContent = say('Please select and copy it yourself.');
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

  document.addEventListener('htmx:load', (event) => offerAll(event.target));
  document.addEventListener('DOMContentLoaded', () => {
    offerAll(document);
    followPreview();
    offerCopy();
    document.getElementById('errors')?.focus();
  });
})();
