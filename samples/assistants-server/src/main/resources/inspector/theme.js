// Light, dark, or as the system says.

const NAME = 'threadkeep.theme';
const NEXT = {auto: 'light', light: 'dark', dark: 'auto'};

export function startTheme(toggle) {
  const apply = (theme) => {
    document.documentElement.dataset.theme = theme;
    toggle.textContent = `Theme: ${theme}`;
  };
  let theme = localStorage.getItem(NAME) ?? 'auto';
  apply(theme in NEXT ? theme : 'auto');
  toggle.addEventListener('click', () => {
    theme = NEXT[document.documentElement.dataset.theme];
    localStorage.setItem(NAME, theme);
    apply(theme);
  });
}
