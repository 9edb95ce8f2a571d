// Asks the server. The key is kept for as long as the tab is open, and sent to this server alone.

const KEY = 'threadkeep.key';

export class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export const key = {
  get: () => sessionStorage.getItem(KEY),
  set: (value) => sessionStorage.setItem(KEY, value),
  forget: () => sessionStorage.removeItem(KEY),
};

function headers(more = {}) {
  return key.get() ? {...more, Authorization: `Bearer ${key.get()}`} : more;
}

async function checked(response) {
  if (response.ok) {
    return response;
  }
  let message = `The server answered with ${response.status}.`;
  try {
    message = (await response.json()).error.message;
  } catch {
    // What stands between may answer with a page of its own.
  }
  throw new Refusal(response.status, message);
}

/** A path of the inspector's, with a query: get('/threads', {user: 'u-1'}). */
export async function get(path, query = {}, signal = undefined) {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') {
      asked.set(name, value);
    }
  }
  const response = await fetch(`/inspector/api${path}?${asked}`, {headers: headers(), signal});
  return (await checked(response)).json();
}

export async function post(path, body = {}) {
  const response = await fetch(`/inspector/api${path}`, {
    method: 'POST',
    headers: headers({'Content-Type': 'application/json'}),
    body: JSON.stringify(body),
  });
  return (await checked(response)).json();
}

/** Saves what a path answers with as a file. */
export async function save(path, name) {
  const response = await checked(await fetch(`/inspector/api${path}`, {headers: headers()}));
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** The events of a run, as the API streams them: {event, data}. */
export async function* events(thread, run, signal) {
  const response = await checked(
    await fetch(`/v1/threads/${encodeURIComponent(thread)}/runs/${encodeURIComponent(run)}/stream`, {
      headers: headers({'OpenAI-Beta': 'assistants=v2'}),
      signal,
    }));
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const frames = (rest + read.value).split('\n\n');
    rest = frames.pop();
    for (const frame of frames) {
      const parsed = parse(frame);
      if (parsed) {
        yield parsed;
      }
    }
  }
}

function parse(frame) {
  const fields = {};
  for (const line of frame.split('\n')) {
    const at = line.indexOf(': ');
    if (at > 0) {
      fields[line.slice(0, at)] = line.slice(at + 2);
    }
  }
  if (!fields.data || fields.data === '[DONE]') {
    return null;
  }
  return {event: fields.event, data: JSON.parse(fields.data)};
}
