// Asks before what cannot be taken back.

import {button, el, field} from './dom.js';

/**
 * @param word to be typed first, or null
 */
export function confirmed(title, text, action, word = null) {
  return new Promise((resolve) => {
    let agreed = false;
    const typed = word && el('input', {autocomplete: 'off', spellcheck: 'false', required: true, oninput: () => {
      go.disabled = typed.value.trim() !== word;
    }});
    const go = button(action, () => {
      agreed = true;
      dialog.close();
    }, {class: 'danger', disabled: word !== null});
    const dialog = el('dialog', {'aria-labelledby': 'confirm', onclose: () => {
      dialog.remove();
      resolve(agreed);
    }}, el('h2', {id: 'confirm'}, title), el('p', {}, text),
    typed && field(`Type ${word}`, typed),
    el('p', {class: 'row'}, button('Keep it', () => dialog.close(), {autofocus: true}), go));
    document.body.append(dialog);
    dialog.showModal();
  });
}
