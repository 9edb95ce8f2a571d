// A run as it goes on.

import {events} from './api.js';
import {el} from './dom.js';
import {say} from './say.js';

const NEWS = {
  'thread.run.created': 'It is on record.',
  'thread.run.queued': 'It waits for a worker.',
  'thread.run.in_progress': 'A worker has begun it.',
  'thread.run.step.created': 'A model is called.',
  'thread.run.step.completed': 'The model has answered.',
  'thread.run.completed': 'It has completed.',
  'thread.run.requires_action': 'It waits for you.',
};

export function liveCard(run, at) {
  const news = el('ol', {class: 'news'});
  const text = el('p', {class: 'said'});
  const follow = async () => {
    const heard = await hear(run, at, news, text);
    if (heard && !at.signal.aborted) {
      say('The run has stopped.');
      at.reload();
    }
  };
  follow();
  return el('section', {class: 'card live', 'aria-label': 'The run, live'}, el('h2', {}, el('span', {class: 'pulse', 'aria-hidden': 'true'}), ' Under way ',
    el('a', {href: `#/threads/${run.thread_id}/runs/${run.id}`}, el('code', {class: 'id'}, run.id))), news, text);
}

async function hear(run, at, news, text) {
  try {
    for await (const {event, data} of events(run.thread_id, run.id, at.signal)) {
      if (event === 'thread.message.delta') {
        data.delta.content.forEach((part) => text.append(part.text?.value ?? part.refusal ?? ''));
      } else if (event === 'thread.run.step.delta') {
        data.delta.step_details?.tool_calls?.forEach((call) => text.append(call.function?.name ?? '', call.function?.arguments ?? ''));
      } else {
        news.append(el('li', {}, NEWS[event] ?? event.replaceAll('.', ' ').replaceAll('_', ' ')));
        say(NEWS[event] ?? '');
      }
    }
    return true;
  } catch (failure) {
    if (!at.signal.aborted) {
      news.append(el('li', {class: 'wrong'}, `Lost sight of it: ${failure.message}`));
    }
    return false;
  }
}
