// Finds the view for the address, and brings it up.

import {key, Refusal} from './api.js';
import {button, el, field, show} from './dom.js';
import {showHelp, startKeys} from './keys.js';
import {say, tell} from './say.js';
import {startTheme} from './theme.js';
import {threadsView} from './threads.js';
import {threadView} from './thread.js';
import {engineView, usageView} from './usage.js';

const main = document.getElementById('main');
let leaving = new AbortController();
let isMoving = false;

const VIEWS = [
  [/^\/threads$/, 'threads', 'Threads', threadsView],
  [/^\/threads\/([^/]+)$/, 'threads', 'Thread', threadView],
  [/^\/threads\/([^/]+)\/runs\/([^/]+)$/, 'threads', 'What the model was shown', threadView],
  [/^\/usage$/, 'usage', 'Usage and cost', usageView],
  [/^\/engine$/, 'engine', 'Engine', engineView],
];

async function go() {
  leaving.abort();
  leaving = new AbortController();
  const signal = leaving.signal;
  const [path, query] = (location.hash.slice(1) || '/threads').split('?');
  const found = VIEWS.map(([form, ...rest]) => [form.exec(path), ...rest]).find(([match]) => match);
  tell('');
  if (!found) {
    location.hash = '#/threads';
    return;
  }
  const [match, page, title, view] = found;
  document.title = `${title} – Threadkeep inspector`;
  for (const link of document.querySelectorAll('nav a')) {
    link.toggleAttribute('aria-current', link.dataset.page === page);
  }
  main.setAttribute('aria-busy', 'true');
  main.setAttribute('aria-label', title);
  const at = {
    ids: match.slice(1).map(decodeURIComponent),
    query: new URLSearchParams(query),
    signal,
    reload: () => signal.aborted || go(),
  };
  try {
    const content = await view(at);
    if (!signal.aborted) {
      present(content);
      say(title);
      at.shown?.();
    }
  } catch (failure) {
    if (!signal.aborted) {
      refuse(failure);
    }
  } finally {
    if (!signal.aborted) {
      main.removeAttribute('aria-busy');
      document.getElementById('leave').hidden = !key.get();
    }
  }
}

/** Whoever was in what is replaced, or has come here by a link, goes on at its beginning. */
function present(content) {
  const isInside = main.contains(document.activeElement) || isMoving;
  isMoving = false;
  show(main, content);
  if (isInside) {
    main.focus({preventScroll: true});
  }
}

function refuse(failure) {
  if (failure instanceof Refusal && failure.status === 401) {
    // The API's own words lead to where OpenAI gives keys out.
    askForKey(key.get() ? 'This server knows no such key.' : '');
    return;
  }
  present(el('section', {class: 'card', role: 'alert'}, el('h1', {}, 'That did not work'),
    el('p', {}, failure.message), button('Try again', go)));
}

function askForKey(why) {
  key.forget();
  const input = el('input', {type: 'password', id: 'key', required: true, pattern: '[!-~]+', title: 'Letters, digits and signs of ASCII, without spaces', autocomplete: 'off', spellcheck: 'false'});
  const form = el('form', {class: 'card narrow', onsubmit: (event) => {
    event.preventDefault();
    key.set(input.value.trim());
    go();
  }},
  el('h1', {}, 'Whose threads?'),
  el('p', {}, 'Show the API key of the tenant or user whose threads you want to see. '
    + 'It is kept until this tab is closed, and sent to this server alone.'),
  why && el('p', {class: 'wrong', role: 'alert'}, why),
  field('API key', input), button('Open', null, {type: 'submit', class: 'main'}));
  isMoving = false;
  show(main, form);
  input.focus();
}

document.getElementById('leave').addEventListener('click', () => {
  key.forget();
  go();
});
document.getElementById('keys').addEventListener('click', showHelp);
window.addEventListener('hashchange', () => {
  isMoving = true;
  go();
});
startTheme(document.getElementById('theme'));
startKeys();
go();
