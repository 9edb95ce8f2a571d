// What was used and what it cost, day by day, and how the engine stands.

import {get} from './api.js';
import {bars} from './bars.js';
import {button, el, field} from './dom.js';
import {count, duration, number} from './words.js';

export async function usageView(at) {
  const asked = Object.fromEntries(at.query);
  const report = await get('/usage', asked, at.signal);
  const amount = (line) => Number(line.cost.replace('at least ', '')) || 0;
  const priced = report.lines.some((line) => amount(line) > 0);
  const days = daysOf(report);
  return [el('h1', {}, 'Usage and cost'), period(report), totals(report),
    report.lines.length === 0 ? el('p', {class: 'empty'}, 'Nothing was used in these days.') : [
      bars('Prompt and completion tokens by day', days, report.lines, (line) => line.usage.prompt_tokens + line.usage.completion_tokens, number),
      priced && bars(`Cost by day, in ${report.currency}`, days, report.lines, amount, (n) => n.toFixed(n < 1 ? 4 : 2)),
      bars('Runs by day', days, report.lines, (line) => line.runs, number),
      table(report)],
    report.budgets.length > 0 && budgets(report.budgets)];
}

function daysOf({from, to}) {
  const days = [];
  for (let day = new Date(`${from}T00:00Z`); day <= new Date(`${to}T00:00Z`); day.setUTCDate(day.getUTCDate() + 1)) {
    days.push(day.toISOString().slice(0, 10));
  }
  return days;
}

function period({from, to}) {
  return el('form', {class: 'filters', onsubmit: (event) => {
    event.preventDefault();
    location.hash = `#/usage?${new URLSearchParams(new FormData(event.target))}`;
  }}, field('From', el('input', {type: 'date', name: 'from', value: from, required: true})),
  field('To', el('input', {type: 'date', name: 'to', value: to, required: true})),
  button('Show', null, {type: 'submit', class: 'main'}));
}

function totals({total, currency}) {
  const fact = (name, value) => el('div', {}, el('dt', {}, name), el('dd', {}, value));
  return el('dl', {class: 'facts card'}, fact('Runs', number(total.runs)), fact('Prompt tokens', number(total.usage.prompt_tokens)),
    fact('of them cached', number(total.usage.cached_tokens)), fact('Completion tokens', number(total.usage.completion_tokens)),
    fact('Cost', total.cost === 'no price' ? 'no price is configured' : `${total.cost} ${currency}`));
}

function table(report) {
  return el('details', {class: 'card'}, el('summary', {}, 'The same as a table'), el('div', {class: 'scroll', tabindex: '0', role: 'group', 'aria-label': 'Usage by day and model'}, el('table', {},
    el('thead', {}, el('tr', {}, ['Day', 'Model', 'Runs', 'Prompt', 'Cached', 'Completion', 'Cost'].map((name) => el('th', {scope: 'col'}, name)))),
    el('tbody', {}, report.lines.map((line) => el('tr', {}, el('td', {}, line.day), el('td', {}, line.model ?? '(unknown)'),
      [line.runs, line.usage.prompt_tokens, line.usage.cached_tokens, line.usage.completion_tokens].map((n) => el('td', {class: 'figure'}, number(n))),
      el('td', {class: 'figure'}, line.cost)))))));
}

function budgets(states) {
  return el('section', {class: 'card'}, el('h2', {}, 'Budgets'), el('ul', {class: 'budgets'}, states.map(({key, limit, spent, reserved}) =>
    el('li', {}, el('strong', {}, key.name), ` ${number(spent)} of ${number(limit)} ${key.unit}, ${number(reserved)} reserved `,
      el('meter', {min: '0', max: limit, value: spent, 'aria-label': `${key.name}, spent`})))));
}

export async function engineView(at) {
  const engine = await get('/engine', {}, at.signal);
  const fact = (name, value) => el('div', {}, el('dt', {}, name), el('dd', {}, value));
  const gates = Object.entries(engine.gates);
  return [el('h1', {}, 'Engine ', el('span', {class: `badge ${engine.status}`}, engine.status)),
    el('dl', {class: 'facts card'},
      fact('Takes runs', engine.accepting ? 'yes' : 'no'),
      fact('Waiting for a worker', engine.waiting == null ? 'the storage did not answer' : count(engine.waiting, 'run')),
      engine.waiting > 0 && fact('The oldest waits for', duration(engine.oldest_wait_millis)),
      fact('At work in this process', `${engine.workers.busy} of ${count(engine.workers.slots, 'slot')}`),
      fact('Threads left behind', number(engine.workers.left_behind)),
      engine.since_heartbeat_millis != null && fact('Last heartbeat', `${duration(engine.since_heartbeat_millis)} ago`)),
    el('section', {class: 'card'}, el('h2', {}, 'Gates'), gates.length === 0 ? el('p', {class: 'empty'}, 'None of your models is held back.')
      : el('ul', {}, gates.map(([model, millis]) => el('li', {}, el('code', {}, model), ` is not called for ${duration(millis)}`)))),
    button('Look again', at.reload)];
}
