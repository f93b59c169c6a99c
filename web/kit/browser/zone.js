// Pages show times by the clocks that their reader looks at.
(() => {
  'use strict';
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  if (!timeZone || document.cookie.split('; ').includes('usher_zone=' + timeZone)) return;
  const secure = location.protocol === 'https:' ? '; secure' : '';
  document.cookie = `usher_zone=${timeZone}; path=/; max-age=31536000; samesite=lax${secure}`;
})();
