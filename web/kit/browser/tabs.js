// Where not all tabs fit, the one that is open is among those that show.
(() => {
  'use strict';
  function showOpen() {
    for (const open of document.querySelectorAll('.tabs [aria-current]')) {
      const row = open.closest('.tabs');
      const [tab, all] = [open.getBoundingClientRect(), row.getBoundingClientRect()];
      if (tab.left < all.left || tab.right > all.right)
        row.scrollLeft += tab.left - all.left - (all.width - tab.width) / 2;
    }
  }
  document.addEventListener('DOMContentLoaded', showOpen);
  document.addEventListener('htmx:oobAfterSwap', showOpen);
})();
