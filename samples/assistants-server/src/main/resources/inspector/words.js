// Says numbers, times, policies and reasons in words.

const NUMBER = new Intl.NumberFormat('en');
const TIME = new Intl.DateTimeFormat('en-GB', {dateStyle: 'medium', timeStyle: 'medium'});

export const number = (n) => NUMBER.format(n);
export const count = (n, one, many = `${one}s`) => `${number(n)} ${n === 1 ? one : many}`;
export const tokens = (n) => count(n, 'token');
export const time = (instant) => TIME.format(new Date(instant));

/** 12-15, or 12. */
export const range = ({from, to}) => (from === to ? number(from) : `${number(from)}–${number(to)}`);
export const size = ({from, to}) => to - from + 1;

/** One message, or several, by their positions. */
export const messages = (span) => `message${span.from === span.to ? '' : 's'} ${range(span)}`;

export function duration(millis) {
  if (millis < 1000) {
    return `${Math.round(millis)} ms`;
  }
  const seconds = millis / 1000;
  if (seconds < 90) {
    return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  }
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

const READABLE = {
  queued: 'waits for a worker',
  in_progress: 'at work',
  requires_action: 'waits for you',
  cancelling: 'is being cancelled',
  cancelled: 'cancelled',
  failed: 'failed',
  completed: 'completed',
  incomplete: 'incomplete',
  expired: 'expired',
};

export const status = (name) => READABLE[name] ?? name;
export const hasEnded = (name) =>
  ['cancelled', 'failed', 'completed', 'incomplete', 'expired'].includes(name);

const WHO = {user: 'User', assistant: 'Assistant', tool: 'Tool', system: 'System'};

export const who = (role) => WHO[role] ?? role;

const RULES = [
  [/^last-messages\((\d+)\)$/, (n) => `the newest ${count(+n, 'message')}`],
  [/^token-budget\((\d+)/, (n) => `what fits into ${tokens(+n)}`],
  [/^pinned\((\d+),\s*(.+)\)$/, (n, inner) => `the first ${count(+n, 'message')}, and ${rule(inner)}`],
  [/^block-aligned\((.+),\s*(\d+)\)$/, (inner, n) => `${rule(inner)}, cut in blocks of ${n}`],
  [/^summarising\((.+),\s*([^,]+)\)$/, (inner) => `${rule(inner)}, behind a summary of what is older`],
  [/^everything$/, () => 'everything'],
  [/^auto$/, () => 'what fits into the model'],
];

/** What a context policy keeps. */
export function rule(policy) {
  for (const [form, say] of RULES) {
    const found = form.exec(policy);
    if (found) {
      return say(...found.slice(1));
    }
  }
  return policy;
}
