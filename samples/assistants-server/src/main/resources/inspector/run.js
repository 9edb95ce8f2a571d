// Runs: a line in the conversation, and the panel with what one did and when.

import {post} from './api.js';
import {confirmed} from './confirm.js';
import {button, el} from './dom.js';
import {liveCard} from './live.js';
import {answerForm} from './answer.js';
import {trying} from './say.js';
import {timeline} from './timeline.js';
import {hasEnded, number, status, tokens} from './words.js';

const link = (run) => `#/threads/${run.thread_id}/runs/${run.id}`;

export function runMarker(run) {
  const {status: name, usage} = run.progress;
  return el('li', {class: `run-line ${name}`, 'data-item': true, tabindex: '-1', 'aria-label': `Run, ${status(name)}`},
    el('span', {class: `badge ${name}`}, status(name)), ' ',
    el('a', {href: link(run), class: 'why'}, 'Run ', el('code', {class: 'id'}, run.id)), ' ',
    el('span', {class: 'thin'}, run.spec.settings.model, usage.prompt_tokens > 0
      && `, ${number(usage.prompt_tokens)} in and ${tokens(usage.completion_tokens)} out`,
    `, ${run.spec.context}`));
}

export function runPanel(report, at) {
  const {run} = report;
  const {status: name, error, incomplete, attempts} = run.progress;
  return el('section', {class: 'card run', 'aria-labelledby': 'run'},
    el('h2', {id: 'run'}, 'The run ', el('span', {class: `badge ${name}`}, status(name))),
    el('p', {class: 'under'}, el('code', {class: 'id'}, run.id), ` ${run.spec.settings.model}`,
      attempts > 1 && `, ${attempts} attempts`),
    error && el('p', {class: 'wrong'}, el('code', {}, error.code), ' ', error.message),
    incomplete && el('p', {class: 'wrong'}, `Its answer is unfinished: ${incomplete.replaceAll('_', ' ')}.`),
    report.required.length > 0 && answerForm(report, at),
    timeline(report, at),
    !hasEnded(name) && [name !== 'requires_action' && liveCard(run, at), cancel(run, at)]);
}

function cancel(run, at) {
  return button('Cancel this run', trying(async () => {
    if (await confirmed('Cancel this run?', 'What it has written stays; what it is writing is lost.', 'Cancel the run')) {
      await post(`/runs/${run.id}/cancel`);
      at.reload();
    }
  }), {class: 'danger'});
}
