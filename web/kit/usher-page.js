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
    if (text) text.textContent = boxes(form).filter((box) => box.checked).length + ' selected';
  }

  document.addEventListener('change', (event) => {
    const form = event.target.closest('form');
    if (form && event.target.name === 'id') count(form);
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

  // Variables are put in where one was writing.
  function offerVariables() {
    let field = document.querySelector('.editor textarea');
    document.addEventListener('focusin', ({ target }) => {
      if (target.matches('.editor textarea, .editor input[type=text]')) field = target;
    });
    for (const code of document.querySelectorAll('code[data-insert]')) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'small';
      button.append(code.cloneNode(true));
      button.addEventListener('click', () => {
        field.setRangeText(code.dataset.insert, field.selectionStart, field.selectionEnd, 'end');
        field.focus();
        for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
      });
      code.replaceWith(button);
    }
  }

  // A file is dropped anywhere on its form.
  function takeDrops() {
    for (const form of document.querySelectorAll('form.drop-zone')) {
      const over = (is) => (event) => {
        event.preventDefault();
        form.classList.toggle('over', is);
      };
      form.addEventListener('dragover', over(true));
      form.addEventListener('dragleave', over(false));
      form.addEventListener('drop', (event) => {
        over(false)(event);
        const input = form.querySelector('input[type=file]');
        if (event.dataTransfer.files.length > 0) input.files = event.dataTransfer.files;
        input.focus();
      });
    }
  }

  document.addEventListener('htmx:load', (event) => offerAll(event.target));
  document.addEventListener('DOMContentLoaded', () => {
    offerAll(document);
    followPreview();
    offerCopy();
    offerVariables();
    takeDrops();
    document.getElementById('errors')?.focus();
  });
})();
