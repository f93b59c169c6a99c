// A file is dropped anywhere on its form.
(() => {
  'use strict';
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

  document.addEventListener('DOMContentLoaded', takeDrops);
})();
