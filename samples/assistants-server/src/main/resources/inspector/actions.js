// What can be done with a thread.

import {post, save} from './api.js';
import {confirmed} from './confirm.js';
import {el} from './dom.js';
import {actionButton} from './message.js';
import {say, trying} from './say.js';

export function threadActions(thread, at) {
  const path = `/threads/${thread.id}`;
  const move = (text, action) => actionButton(text, trying(async () => {
    await post(`${path}/${action}`);
    say(`Done: ${text}.`);
    at.reload();
  }));
  const erase = actionButton('Erase…', trying(async () => {
    const sure = await confirmed('Erase this thread?',
      'Its messages, runs and forks go for good, from every table. Nobody can bring them back.', 'Erase for good', thread.id);
    if (sure) {
      const receipt = await post(`${path}/erase`, {confirm: thread.id});
      location.hash = '#/threads';
      say(`Erased, with ${receipt.counts.messages ?? 0} messages.`);
    }
  }));
  erase.classList.add('danger');
  return el('p', {class: 'row', role: 'group', 'aria-label': 'Actions'},
    thread.state === 'archived' ? move('Bring back from the archive', 'unarchive') : move('Archive', 'archive'),
    actionButton('Export', trying(async () => {
      await save(`${path}/export`, `${thread.id}.ndjson`);
      say('Exported: the browser has the file.');
    })),
    erase);
}

export async function withdraw(message, at) {
  const sure = await confirmed('Withdraw this message?',
    'It keeps its place. Its words, files and metadata go for good, from search, summaries and forks too, and no model is shown it again.',
    'Withdraw for good');
  if (sure) {
    await post(`/threads/${message.thread_id}/withdraw`, {message_id: message.draft.id});
    say(`Withdrawn: message ${message.position}.`);
    at.reload();
  }
}

export async function forkAt(message) {
  const fork = await post(`/threads/${message.thread_id}/fork`, {message_id: message.draft.id});
  location.hash = `#/threads/${fork.id}`;
}
