// Why did it forget: the window of one model call, laid over the log.

import {get} from './api.js';
import {button, el, show} from './dom.js';
import {finder} from './finder.js';
import {trying} from './say.js';
import {tryPolicy} from './policy.js';
import {messageItem, textOf} from './message.js';
import {count, messages, number, rule, size, tokens} from './words.js';

/** What is not in the prompt word for word. */
const TOLD = ['left', 'summarised', 'shortened'];

/** @param overlook where the picture of the log is drawn, again with each part of it that is read */
export function whySection({report, calls, number: chosen, lens, log, at, go, overlook}) {
  const {step} = calls[chosen - 1];
  return el('section', {class: 'why-section', 'aria-labelledby': 'title'},
    exchange(report, log, step.outcome.details.message_id),
    calls.length > 1 && callTabs(report, calls, chosen),
    el('p', {class: 'verdict', id: 'verdict'}, verdict(lens, log)),
    overlook,
    finder({report, lens, log, at, go}),
    facts(step, lens),
    prompt(report, step, at),
    tryPolicy(report, lens, at));
}

/** The question and the answer that this is about. */
function exchange(report, log, reply) {
  const asked = log.messages.findLast(({position, draft}) =>
    position <= report.run.progress.pinned_end && draft.body.role === 'user');
  const answer = log.messages.find(({draft}) => draft.id === reply);
  const line = (name, message) => message && el('div', {},
    el('dt', {}, name, ' ', el('span', {class: 'thin'}, `message ${message.position}`)),
    el('dd', {}, clip(textOf(message))));
  return el('dl', {class: 'exchange'}, line('Asked', asked), line(answer?.draft.body.content.some((part) => part.type === 'tool_call') ? 'Called' : 'Answered', answer));
}

function clip(text) {
  return text.length > 280 ? `${text.slice(0, 280)}…` : text;
}

function callTabs(report, calls, chosen) {
  return el('nav', {'aria-label': 'Model calls of this run'}, el('ul', {class: 'tabs'}, calls.map(({step}, i) =>
    el('li', {}, el('a', {
      href: `#/threads/${report.run.thread_id}/runs/${report.run.id}?call=${i + 1}`,
      'aria-current': i + 1 === chosen ? 'true' : null,
    }, `Call ${i + 1}`, step.outcome.details.type === 'tool_calls' && el('span', {class: 'thin'}, ' asked for tools'))))));
}

function verdict(lens, log) {
  const {included, details, left_out: left, shortened} = lens.manifest;
  const shown = included.reduce((sum, span) => sum + size(span), 0);
  const parts = [el('strong', {}, `The model was shown ${number(shown)} of ${count(lens.end, 'message')}`),
    shown > 0 ? `: ${included.map(messages).join(' and ')}. ` : '. '];
  for (const span of lens.spans()) {
    if (TOLD.includes(span.kind)) {
      parts.push(el('span', {class: `say ${span.kind}`},
        `${capital(messages(span))} (${weight(span, log) ?? count(size(span), 'message')}) ${size(span) === 1 ? 'was' : 'were'} ${span.name}: ${span.why}.`), ' ');
    }
  }
  if (left.length === 0 && shortened.length === 0) {
    parts.push('Nothing was left out: what it did not know, it was not told in this thread, or did not make use of.');
  }
  if (details.pins.length > 0) {
    parts.push(`${capital(details.pins.map(messages).join(' and '))} ${details.pins.reduce((sum, pin) => sum + size(pin), 0) === 1 ? 'is' : 'are'} kept in front of every window.`);
  }
  return parts;
}

function capital(text) {
  return text[0].toUpperCase() + text.slice(1);
}

/** In tokens, where all of it is read. */
function weight(span, log) {
  return log.first > span.from ? null : tokens(log.tokens(span));
}

/** The heading above neighbours of one fate; those that were left out are folded if they are many. */
export function spanHeading(span, log) {
  const list = el('ol', {});
  const head = [el('strong', {}, `${capital(span.name)}: ${messages(span)}`),
    el('span', {class: 'size'}, ` ${[count(size(span), 'message'), weight(span, log)].filter(Boolean).join(', ')}`),
    el('span', {class: 'because'}, span.why)];
  const hidden = span.kind === 'left' || span.kind === 'summarised';
  return {
    list,
    item: el('li', {class: `span ${span.kind}`},
      el('details', {open: !hidden || size(span) <= 8}, el('summary', {}, head), list)),
  };
}

export function legend(lens, log) {
  const sums = new Map();
  for (const span of lens.spans()) {
    const sum = sums.get(span.kind) ?? {name: span.name, messages: 0, tokens: 0, isKnown: true};
    sum.messages += size(span);
    sum.tokens += log.tokens(span);
    sum.isKnown &&= log.first <= span.from;
    sums.set(span.kind, sum);
  }
  return el('ul', {class: 'legend', 'aria-label': 'In numbers'}, [...sums].map(([kind, sum]) =>
    el('li', {}, el('span', {class: `swatch ${kind}`, 'aria-hidden': 'true'}), ' ', el('strong', {}, sum.name), ' ',
      el('span', {class: 'thin'}, `${count(sum.messages, 'message')}${sum.isKnown ? `, ${tokens(sum.tokens)}` : ''}`))));
}

function facts(step, lens) {
  const {manifest, summary} = lens;
  const {details} = manifest;
  const used = step.outcome.usage;
  const fact = (name, ...values) => el('div', {}, el('dt', {}, name), el('dd', {}, values));
  return el('dl', {class: 'facts'},
    fact('Context policy', el('code', {}, manifest.policy), ' ', el('span', {class: 'thin'}, rule(manifest.policy))),
    fact('Prompt', `about ${tokens(manifest.tokens)}, ${number(details.preamble_tokens)} of them for instructions and tools`),
    used.prompt_tokens > 0 && fact('The provider counted', `${number(used.prompt_tokens)} in`,
      used.cached_tokens > 0 && ` (${number(used.cached_tokens)} from its cache)`, `, ${number(used.completion_tokens)} out`),
    details.most_tokens != null && fact("The run's budget had left", tokens(details.most_tokens)),
    summary && fact('Summary', summary.to > 0
      ? `of ${messages(summary)} by ${summary.model}, ${tokens(summary.tokens)}` : `none by ${summary.model} yet`));
}

/** The prompt as it was sent, made again from the manifest. */
function prompt(report, step, at) {
  const holder = el('div', {});
  const pressed = button('Read the prompt word for word', trying(async () => {
    const window = await get(`/runs/${report.run.id}/steps/${step.id}/window`, {}, at.signal);
    const names = new Map();
    const head = el('h2', {tabindex: '-1'}, 'The prompt');
    show(holder,
      head,
      report.run.spec.instructions && el('div', {class: 'card instructions'},
        el('strong', {}, 'Instructions'), el('p', {class: 'said'}, report.run.spec.instructions)),
      el('ol', {class: 'log'}, window.messages.map((message) => {
        const item = messageItem(message, null, [], names);
        item.removeAttribute('id');
        return item;
      })));
    pressed.hidden = true;
    head.focus();
  }), {class: 'quiet'});
  return el('div', {class: 'prompt'}, pressed, holder);
}
