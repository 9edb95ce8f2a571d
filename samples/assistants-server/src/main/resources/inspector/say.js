// Tells what happens to those who listen, and what went wrong to everybody.

import {el} from './dom.js';

const KEPT = 3;

/** Beside what was said last: that something is done is heard, though another page opens at once. */
export function say(text) {
  const spoken = document.getElementById('spoken');
  spoken.append(el('p', {}, text));
  while (spoken.children.length > KEPT) {
    spoken.firstChild.remove();
  }
}

export function tell(text) {
  document.getElementById('trouble').textContent = text;
}

/** An action of a button or form, once at a time: what it throws is told. */
export function trying(action) {
  return async (event) => {
    event.preventDefault();
    const pressed = event.currentTarget;
    if (pressed.getAttribute('aria-busy')) {
      return;
    }
    pressed.setAttribute('aria-busy', 'true');
    try {
      tell('');
      await action(event);
    } catch (failure) {
      // Who has gone elsewhere does not wait for it any more.
      tell(failure.name === 'AbortError' ? '' : failure.message);
    } finally {
      pressed.removeAttribute('aria-busy');
    }
  };
}
