// A server that says when to come back is believed, and people see how long that takes.

import { button, el } from './dom.js';

// True when it is time to ask again; false when somebody asked something else meanwhile.
export async function waited(view, results, { status, seconds }, signal, below) {
  const { words } = view;
  const busy = status === 429;
  const time = words.clock(new Date(Date.now() + seconds * 1000));
  const left = el('strong', { class: 'left' });
  let hurry;
  const hurried = new Promise((resolve) => { hurry = () => resolve(true); });
  results.notice(view, {
    title: words.t(busy ? 'busy' : 'maintained'),
    lines: [words.t(busy ? 'busyText' : 'maintainedText', { time })],
    // Not read aloud every second; the sentence above says it once.
    children: [el('p', { 'aria-hidden': 'true' }, left), !busy && button(words.t('retry'), hurry)],
  }, below);
  return Promise.race([hurried, counted(words, left, seconds, signal)]);
}

function counted(words, node, seconds, signal) {
  const end = Date.now() + seconds * 1000;
  return new Promise((resolve) => {
    const stop = (value) => {
      clearInterval(timer);
      resolve(value);
    };
    const tick = () => {
      const left = Math.ceil((end - Date.now()) / 1000);
      if (left <= 0) return stop(true);
      node.textContent = words.t('countdown', { left: `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}` });
      return undefined;
    };
    const timer = setInterval(tick, 250);
    signal.addEventListener('abort', () => stop(false), { once: true });
    tick();
  });
}
