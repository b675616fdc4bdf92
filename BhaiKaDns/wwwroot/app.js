// Loaded before anything is painted. Chooses the colours, tells the reader's time zone, and brings the page back after the server was away.
(() => {
  'use strict';

  const key = 'bhaikadns.theme';
  const root = document.documentElement;
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  const systemTheme = () => (system.matches ? 'dark' : 'light');

  // Storage may be forbidden (private windows, policies): then the choice lasts until the page is left.
  let chosen = null;
  const read = () => { try { return localStorage.getItem(key); } catch { return chosen; } };
  const write = theme => {
    chosen = theme;
    try { theme === null ? localStorage.removeItem(key) : localStorage.setItem(key, theme); } catch { /* kept in memory */ }
  };
  const apply = () => { root.dataset.theme = read() === null ? systemTheme() : (read() === 'dark' ? 'dark' : 'light'); };

  apply();
  system.addEventListener('change', apply);
  window.addEventListener('storage', apply);
  document.addEventListener('click', event => {
    if (event.target instanceof Element && event.target.closest('[data-theme-toggle]')) {
      const next = root.dataset.theme === 'dark' ? 'light' : 'dark';
      // Choosing what the system says anyway means: follow the system again.
      write(next === systemTheme() ? null : next);
      apply();
    }
  });

  // A finger that paints a week must reach the fields it moves over; browsers would keep them all for the first one.
  document.addEventListener('pointerdown', event => {
    if (event.target instanceof Element && event.target.classList.contains('week-slot') && event.target.hasPointerCapture(event.pointerId)) {
      event.target.releasePointerCapture(event.pointerId);
    }
  });

  window.bhaiKaDns = { utcOffsetMinutes: () => -new Date().getTimezoneOffset() };

  // A restarted server does not know the old circuit. Ask until it answers, then start anew.
  let waiting = false;
  const comeBack = async () => {
    if (waiting) { return; }
    waiting = true;
    for (;;) {
      try {
        if ((await fetch('health/live', { cache: 'no-store' })).ok) { break; }
      } catch { /* not there yet */ }
      await new Promise(done => setTimeout(done, 2000));
    }
    location.reload();
  };
  // The event does not bubble; it can be caught on its way down.
  document.addEventListener('components-reconnect-state-changed', event => {
    if (['failed', 'rejected', 'resume-failed'].includes(event.detail?.state)) { comeBack(); }
  }, true);
})();
