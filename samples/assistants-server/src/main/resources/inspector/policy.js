// What another context policy would show a model now.

import {get} from './api.js';
import {button, el, field, show} from './dom.js';
import {Lens} from './lens.js';
import {trying} from './say.js';
import {messages, rule, tokens} from './words.js';

export function tryPolicy(report, lens, at) {
  const input = el('input', {name: 'policy', required: true, autocomplete: 'off', spellcheck: 'false', value: lens.manifest.policy, list: 'policies'});
  const result = el('div', {'aria-live': 'polite'});
  const form = el('form', {class: 'finder', onsubmit: trying(async () => {
    const {manifest} = await get(`/threads/${report.run.thread_id}/preview`,
      {policy: input.value.trim(), assistant: report.run.spec.assistant_id}, at.signal);
    show(result, outcome(new Lens(manifest)));
  })}, field('What would another context policy show now?', input, {class: 'field wide'}),
  el('datalist', {id: 'policies'}, ['auto', 'everything', 'last-messages(100)', 'token-budget(8000)', 'pinned(4, auto)']
    .map((value) => el('option', {value}))),
  button('Try', null, {type: 'submit'}));
  return el('details', {class: 'card try'}, el('summary', {}, 'Try another context policy'), form, result);
}

function outcome(lens) {
  const {manifest} = lens;
  return [el('p', {}, el('strong', {}, manifest.included.map(messages).join(' and ') || 'Nothing'), ` of ${lens.end}, about ${tokens(manifest.tokens)}: `, rule(manifest.policy), '.'),
    el('ul', {}, lens.spans().filter(({kind}) => kind === 'left' || kind === 'summarised')
      .map((span) => el('li', {}, `${messages(span)}: ${span.name}, ${span.why}.`)))];
}
