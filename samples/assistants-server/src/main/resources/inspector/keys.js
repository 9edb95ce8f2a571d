// What the keyboard does beside Tab and Enter.

import {button, el} from './dom.js';

const KEYS = [
  ['/', 'to the search'],
  ['j', 'the next thread or message'],
  ['k', 'the one before'],
  ['w', 'why: what the model saw for this message'],
  ['g then t', 'threads'],
  ['g then u', 'usage'],
  ['g then e', 'engine'],
  ['?', 'this list'],
];
const PLACES = {t: '#/threads', u: '#/usage', e: '#/engine'};

export function startKeys() {
  let going = false;
  document.addEventListener('keydown', (event) => {
    const typing = event.target.closest?.('input, textarea, select, dialog');
    if (typing || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (going && PLACES[event.key]) {
      location.hash = PLACES[event.key];
    } else if (event.key === '/') {
      document.querySelector('input[type=search]')?.focus();
    } else if (event.key === 'j' || event.key === 'k') {
      step(event.key === 'j' ? 1 : -1);
    } else if (event.key === 'w') {
      document.activeElement.closest('[data-item]')?.querySelector('a.why')?.click();
    } else if (event.key === '?') {
      showHelp();
    } else {
      going = event.key === 'g';
      return;
    }
    going = false;
    event.preventDefault();
  });
}

function step(by) {
  const items = [...document.querySelectorAll('[data-item]')].filter((item) => item.offsetParent);
  const at = items.indexOf(document.activeElement.closest('[data-item]'));
  const next = items[at < 0 ? (by > 0 ? 0 : items.length - 1) : at + by];
  next?.focus();
  next?.scrollIntoView({block: 'nearest'});
}

export function showHelp() {
  const dialog = el('dialog', {'aria-labelledby': 'help', onclose: () => dialog.remove()},
    el('h2', {id: 'help'}, 'Keys'),
    el('dl', {class: 'keys'}, KEYS.map(([name, what]) => [el('dt', {}, el('kbd', {}, name)), el('dd', {}, what)])),
    button('Close', () => dialog.close(), {autofocus: true}));
  document.body.append(dialog);
  dialog.showModal();
}
