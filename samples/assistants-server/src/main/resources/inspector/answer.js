// Answers the tool calls that a run waits for.

import {post} from './api.js';
import {button, el, field} from './dom.js';
import {code} from './message.js';
import {say, trying} from './say.js';

export function answerForm(report, at) {
  return el('form', {class: 'answer', 'aria-label': 'Answer the run', onsubmit: trying(async (event) => {
    const said = new FormData(event.target);
    await post(`/runs/${report.run.id}/answer`, {answers: report.required.map(({call, wanted}) => answer(call, wanted, said))});
    say('Answered.');
    at.reload();
  })}, el('h3', {}, 'It waits for you'), report.required.map(({call, wanted}) => el('fieldset', {},
    el('legend', {}, wanted === 'approval' ? 'May it call ' : 'What does ', el('code', {}, call.name), wanted === 'approval' ? '?' : ' give back?'),
    code(call.arguments, `Arguments of ${call.name}`),
    wanted === 'approval' ? approval(call) : output(call))),
  button('Answer', null, {type: 'submit', class: 'main'}));
}

function output(call) {
  return [field('Output', el('textarea', {name: `text ${call.call_id}`, rows: '3', required: true})),
    el('label', {class: 'check'}, el('input', {type: 'checkbox', name: `failed ${call.call_id}`}), ' The tool has failed')];
}

function approval(call) {
  const choice = (value, text) => el('label', {class: 'check'},
    el('input', {type: 'radio', name: `choice ${call.call_id}`, value, required: true}), ' ', text);
  return [choice('yes', 'Yes'), choice('no', 'No'), field('Why not', el('input', {name: `text ${call.call_id}`, autocomplete: 'off'}))];
}

function answer(call, wanted, said) {
  const text = said.get(`text ${call.call_id}`);
  const id = {call_id: call.call_id};
  if (wanted === 'approval') {
    return said.get(`choice ${call.call_id}`) === 'yes' ? {...id, approve: true} : {...id, deny: text || 'Refused.'};
  }
  return said.get(`failed ${call.call_id}`) ? {...id, failure: text} : {...id, output: text};
}
