// Tells what happens to those who listen, and what went wrong to everybody.

export function say(text) {
  document.getElementById('spoken').textContent = text;
}

export function tell(text) {
  document.getElementById('trouble').textContent = text;
}

/** An action of a button: what it throws is told. */
export function trying(action) {
  return async (event) => {
    const pressed = event?.currentTarget;
    pressed?.setAttribute('aria-busy', 'true');
    try {
      tell('');
      await action(event);
    } catch (failure) {
      tell(failure.message);
    } finally {
      pressed?.removeAttribute('aria-busy');
    }
  };
}
