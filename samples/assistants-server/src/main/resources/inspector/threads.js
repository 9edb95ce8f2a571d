// Threads by user and metadata, and a search over what was said in them.

import {get, post} from './api.js';
import {button, chip, el, field, marked} from './dom.js';
import {say, trying} from './say.js';
import {count, time, who} from './words.js';

export async function threadsView(at) {
  const asked = Object.fromEntries(at.query);
  return [form(asked), asked.q ? await hits(asked, at) : await threads(asked, at)];
}

function form(asked) {
  const input = (name, more = {}) => el('input', {name, value: asked[name] ?? '', autocomplete: 'off', ...more});
  const state = el('select', {name: 'state'}, ['active', 'archived', 'deleted'].map((name) =>
    el('option', {value: name, selected: asked.state === name}, name)));
  return el('form', {role: 'search', class: 'filters', onsubmit: (event) => {
    event.preventDefault();
    const said = [...new FormData(event.target)].filter(([, value]) => value.trim() && value !== 'active');
    location.hash = `#/threads?${new URLSearchParams(said)}`;
  }},
  field('Said in any message', input('q', {type: 'search', placeholder: 'words, or "words together"'}), {class: 'field wide'}),
  field('User', input('user')),
  field('Metadata', input('label', {placeholder: 'key=value', pattern: '[^=]+=.*', title: 'A key, = and a value'})),
  field('State', state),
  button('Find', null, {type: 'submit', class: 'main'}));
}

async function threads(asked, at) {
  const query = {user: asked.user, state: asked.state, ...label(asked.label)};
  const list = el('ul', {class: 'threads'});
  const more = await grow('/threads', query, at, list, thread);
  return el('section', {'aria-labelledby': 'title'}, el('h1', {id: 'title'}, 'Threads'),
    list.children.length ? list : el('p', {class: 'empty'}, 'There are none.'), more);
}

function label(text) {
  const at = text?.indexOf('=') ?? -1;
  return at > 0 ? {[`metadata[${text.slice(0, at).trim()}]`]: text.slice(at + 1).trim()} : {};
}

function thread(item) {
  return el('li', {}, item.state === 'deleted'
    ? el('div', {class: 'gone'}, about(item), restore(item))
    : el('a', {href: `#/threads/${item.id}`, 'data-item': true}, about(item)));
}

function about(item) {
  const labels = Object.entries(item.metadata);
  return [el('code', {class: 'id'}, item.id),
    el('span', {class: 'much'}, count(item.message_count, 'message')),
    el('span', {class: 'labels'},
      item.owner.user && chip('user', item.owner.user), labels.map(([name, value]) => chip(name, value)),
      item.forked_from && chip('fork of', item.forked_from.source)),
    el('time', {datetime: item.active_at}, time(item.active_at))];
}

function restore({id}) {
  return button('Restore', trying(async () => {
    await post(`/threads/${id}/restore`);
    say('Restored.');
    location.hash = `#/threads/${id}`;
  }), {class: 'quiet', 'data-item': true, 'aria-label': `Restore thread ${id}`});
}

async function hits(asked, at) {
  const list = el('ol', {class: 'hits'});
  const more = await grow('/search', {q: asked.q, user: asked.user}, at, list, hit);
  say(count(list.children.length, 'message'));
  return el('section', {'aria-labelledby': 'title'}, el('h1', {id: 'title'}, 'Messages with “', asked.q, '”'),
    list.children.length ? list : el('p', {class: 'empty'},
      'None. Whole words are looked for, in what users and assistants said.'), more);
}

function hit({message, excerpt}) {
  return el('li', {}, el('a', {href: `#/threads/${message.thread_id}?m=${message.draft.id}`, 'data-item': true},
    el('p', {class: 'excerpt'}, marked(excerpt.text, excerpt.places)),
    el('p', {class: 'under'}, who(message.draft.body.role), `, message ${message.position} of `,
      el('code', {class: 'id'}, message.thread_id), ' ',
      el('time', {datetime: message.draft.created_at}, time(message.draft.created_at)))));
}

/** Adds a page to the list; a button for the next one, if there is one. */
async function grow(path, query, at, list, item) {
  let next = null;
  const add = async () => {
    const part = await get(path, {...query, limit: 50, after: next}, at.signal);
    part.items.forEach((each) => list.append(item(each)));
    next = part.next ?? null;
  };
  await add();
  const more = button('More', trying(async () => {
    await add();
    more.hidden = !next;
  }), {hidden: !next});
  return more;
}
