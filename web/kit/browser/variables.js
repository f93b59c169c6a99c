// Variables of an e-mail are put in where one was writing.
(() => {
  'use strict';
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

  document.addEventListener('DOMContentLoaded', offerVariables);
})();
