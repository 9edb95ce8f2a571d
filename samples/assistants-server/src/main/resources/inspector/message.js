// One message of a log, as text.

import {button, el} from './dom.js';
import {count, time, tokens, who} from './words.js';

/**
 * @param state what became of it in a window, or null
 * @param actions elements for its head
 */
export function messageItem(message, state, actions, names) {
  const {id, body, tokens: size, created_at: at, origin} = message.draft;
  return el('li', {
    id: `m-${message.position}`, class: `message ${body.role}${state ? ` ${state.kind}` : ''}`,
    tabindex: '-1', 'data-item': true, 'data-message': id, 'aria-label': `Message ${message.position}, ${who(body.role)}`,
  },
  el('header', {},
    el('span', {class: 'position', title: 'Position in the log'}, message.position),
    el('strong', {}, who(body.role)),
    state && el('span', {class: `state ${state.kind}`, title: state.why}, state.name),
    el('span', {class: 'size'}, tokens(size)),
    el('time', {datetime: at}, time(at)),
    actions),
  el('div', {class: 'content'}, body.content.map((part) => partOf(part, names))),
  origin.incomplete && el('p', {class: 'note'}, `Stops before its end: ${origin.incomplete.replaceAll('_', ' ')}.`),
  body.attachments.length > 0 && el('ul', {class: 'files', 'aria-label': 'Files'},
    body.attachments.map((file) => el('li', {class: 'chip'}, el('span', {class: 'thin'}, 'file '), file.file_id,
      file.tools.length > 0 && el('span', {class: 'thin'}, ` for ${file.tools.join(', ')}`)))));
}

function partOf(part, names) {
  switch (part.type) {
    case 'text': return [el('p', {class: 'said'}, part.text), annotations(part)];
    case 'refusal': return el('p', {class: 'said refusal'}, el('span', {class: 'thin'}, 'Refused: '), part.text);
    case 'image_url': return el('p', {class: 'chip'}, el('span', {class: 'thin'}, 'image '), picture(part.url));
    case 'image_file': return el('p', {class: 'chip'}, el('span', {class: 'thin'}, 'image '), part.file_id);
    case 'tool_call': return toolCall(part, names);
    case 'tool_result': return toolResult(part, names);
    case 'withdrawn': return el('p', {class: 'note'}, 'Withdrawn: its words are gone for good.');
    default: return el('p', {class: 'note'}, `A part of type ${part.type}.`);
  }
}

/** Never loaded: whoever it leads to would learn who reads it. */
function picture(url) {
  return url.startsWith('data:') ? `an image in the message, ${count(url.length, 'character')}` : url;
}

function annotations(part) {
  return part.annotations.length > 0 && el('ul', {class: 'files', 'aria-label': 'Sources'},
    part.annotations.map((note) => el('li', {class: 'chip'}, note.marker ?? note.title, ' ', el('span', {class: 'thin'}, note.file_id ?? note.url))));
}

function toolCall(part, names) {
  names?.set(part.call_id, part.name);
  return el('div', {class: 'tool'}, el('p', {class: 'tool-name'}, el('span', {class: 'thin'}, 'calls '), el('code', {}, part.name)),
    code(part.arguments, `Arguments of ${part.name}`));
}

function toolResult(part, names) {
  const name = names?.get(part.call_id) ?? part.call_id;
  return el('div', {class: `tool${part.failed ? ' failed' : ''}`},
    el('p', {class: 'tool-name'}, el('span', {class: 'thin'}, part.failed ? 'failed: ' : 'result of '),
      el('code', {}, name)),
    code(part.output, `Result of ${name}`));
}

/** JSON with line breaks, and everything else as it is. The label is for who hears the page: it can be scrolled. */
export function code(text, label) {
  return el('pre', {tabindex: '0', role: 'group', 'aria-label': label}, laidOut(text));
}

function laidOut(text) {
  const bare = (json) => json.replace(/\s/g, '');
  try {
    const read = JSON.parse(text);
    // A number that is too long for JavaScript would be shown as another one.
    return bare(JSON.stringify(read)) === bare(text) ? JSON.stringify(read, null, 2) : text;
  } catch {
    // Models write what they like.
    return text;
  }
}

export function isWithdrawn(message) {
  return message.draft.body.content[0].type === 'withdrawn';
}

/** What can be found in a message by letters. */
export function textOf(message) {
  return message.draft.body.content
    .map((part) => part.text ?? part.output ?? `${part.name ?? ''} ${part.arguments ?? ''}`)
    .join('\n');
}

export function actionButton(text, onclick) {
  return button(text, onclick, {class: 'quiet'});
}
