// "What should it have known?": finds where that was said, and says what became of it.

import {get} from './api.js';
import {button, el, field, marked, show} from './dom.js';
import {textOf} from './message.js';
import {say, trying} from './say.js';
import {count, who} from './words.js';

const MOST = 20;

export function finder({report, lens, log, at, go}) {
  const input = el('input', {type: 'search', name: 'known', required: true, autocomplete: 'off', placeholder: 'a word or two that was said'});
  const found = el('div', {class: 'found', 'aria-live': 'polite'});
  const form = el('form', {class: 'finder', onsubmit: trying(async () => {
    const places = await whereSaid(input.value.trim(), report.run.thread_id, log, at);
    say(count(places.length, 'message'));
    show(found, places.length ? el('ol', {class: 'fates'}, places.map((place) => fate(place, lens, report, go)))
      : el('p', {class: 'empty'}, 'Nobody has said that in this thread, in these words.'));
  })}, field('What should it have known?', input, {class: 'field wide'}), button('Find it', null, {type: 'submit', class: 'main'}));
  return el('div', {class: 'card'}, form, found);
}

/** By letters in what is on the page, and by words in what is not. */
async function whereSaid(text, thread, log, at) {
  const wanted = text.toLowerCase();
  const here = log.messages
    .map((message) => ({message, excerpt: around(textOf(message), wanted)}))
    .filter(({excerpt}) => excerpt);
  if (log.isWhole && here.length > 0) {
    return here.slice(0, MOST);
  }
  const hits = await get('/search', {q: text, thread, limit: MOST}, at.signal);
  const known = new Set(here.map(({message}) => message.position));
  return [...here, ...hits.items.filter(({message}) => !known.has(message.position))]
    .sort((one, other) => one.message.position - other.message.position).slice(0, MOST);
}

function around(text, wanted) {
  const at = text.toLowerCase().indexOf(wanted);
  if (at < 0) {
    return null;
  }
  const from = Math.max(0, at - 60);
  return {text: text.slice(from, at + 160), places: [{start: at - from, end: at - from + wanted.length}]};
}

function fate({message, excerpt}, lens, report, go) {
  const {position} = message;
  const state = lens.at(position);
  const back = report.run.progress.pinned_end - position;
  return el('li', {class: `fate ${state.kind}`},
    el('p', {class: 'excerpt'}, marked(excerpt.text, excerpt.places)),
    el('p', {}, el('span', {class: `state ${state.kind}`}, state.name), ' ',
      el('strong', {}, `Message ${position}`), `, ${who(message.draft.body.role)}`,
      back > 0 && `, ${count(back, 'message')} before the question`, '. ',
      el('span', {class: 'because'}, `${state.why[0].toUpperCase()}${state.why.slice(1)}.`)),
    state.kind === 'left' && remedy(position, back, lens),
    button(`Go to message ${position}`, trying(() => go(position)), {class: 'quiet'}));
}

/** What would have shown it, where the policy is the reason. */
function remedy(position, back, lens) {
  const {reason} = lens.leftOut(position);
  if (reason !== 'beyond_window') {
    return null;
  }
  const policy = lens.manifest.policy;
  return el('p', {class: 'remedy'}, 'The window would have reached back to it with ', el('code', {}, `last-messages(${back + 1})`),
    position <= 50 && [', or pinned, with ', el('code', {}, `pinned(${position}, ${policy})`)],
    '.');
}
