// Keys for what is done often. The sheet in the page says which there are; what each does is a link or button of its own.
(() => {
  'use strict';
  const OFF = 'usher-shortcuts-off';
  const SOON_MS = 1500;
  let typed = '';
  let timer;

  const sheet = () => document.querySelector('dialog.sheet');
  const isOff = () => localStorage.getItem(OFF) === '1';

  function isTyping({ target }) {
    return (
      target.isContentEditable || target.matches('textarea, select, input:not([type=checkbox], [type=radio])')
    );
  }

  // The search of the page, or that of the list of partners.
  function search() {
    const box =
      document.querySelector('main input[type=search]') ?? document.querySelector('input[type=search]');
    if (box) {
      box.focus();
      box.select();
    } else sheet()?.querySelector('[data-keys="/"]')?.click();
  }

  function press(keys) {
    if (keys === '/') search();
    else if (keys === '?') sheet().showModal();
    else
      sheet()
        .querySelector(`[data-keys="${CSS.escape(keys)}"]`)
        ?.click();
  }

  const known = () => [...sheet().querySelectorAll('[data-keys]')].map(({ dataset }) => dataset.keys);

  document.addEventListener('keydown', (event) => {
    if (!sheet() || sheet().open || isOff() || isTyping(event)) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.key.length > 1) return;
    const keys = [`${typed} ${event.key}`.trim(), event.key].find((some) =>
      known().some((one) => one === some || one.startsWith(`${some} `)),
    );
    clearTimeout(timer);
    typed = '';
    if (keys === undefined) return;
    event.preventDefault();
    if (known().includes(keys)) press(keys);
    else {
      typed = keys;
      timer = setTimeout(() => (typed = ''), SOON_MS);
    }
  });

  document.addEventListener('DOMContentLoaded', () => {
    const open = document.querySelector('button[data-sheet]');
    if (!sheet() || !open) return;
    open.hidden = false;
    open.addEventListener('click', () => sheet().showModal());
    const off = sheet().querySelector('input[name=off]');
    off.checked = isOff();
    off.addEventListener('change', () => localStorage.setItem(OFF, off.checked ? '1' : '0'));
    if (location.hash === '#search') search();
  });
})();
