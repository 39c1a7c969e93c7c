import type { Page, View } from '../page.js';
import type { State } from '../state.js';
import { refusal, roleWord } from '../rights.js';
import { t } from '../words/language.js';
import { button, h, on, shown, text } from './dom.js';

/** Letters, digits and a few signs: the name stands in every step that this person corrects. */
const NAME = /^[A-Za-z0-9_-][A-Za-z0-9_.:-]{0,39}$/;

/** Asks who is there, in the way that this site wants it. */
export function signIn(page: Page, state: State, remembered: string): View {
  const by = state.signIn?.by ?? 'name';
  const form = by === 'oidc' ? atProvider(state.signIn?.provider ?? '') : byName(page, by === 'file', remembered);
  return { element: veil(t('Sign in'), form), render: () => undefined, close: () => undefined };
}

function atProvider(provider: string): HTMLElement {
  const go = h('a', 'primary button', { href: '/auth/oidc', 'data-test': 'sign-in-provider' }, t('Sign in with {provider}', { provider }));
  return h('div', 'card sign-in', {}, h('h1', '', {}, t('Who are you?')), go, h('p', 'hint', {}, t('You come back here when it knows you.')));
}

function byName(page: Page, wantsPassword: boolean, remembered: string): HTMLElement {
  const field = h('input', 'name', {
    type: 'text',
    name: 'operator',
    autocomplete: 'username',
    autocapitalize: 'none',
    spellcheck: 'false',
    maxlength: '40',
    placeholder: 'ada',
    value: remembered,
    'aria-describedby': 'name-hint',
    'data-test': 'operator',
  });
  const password = h('input', 'name', { type: 'password', name: 'password', autocomplete: 'current-password', 'data-test': 'password' });
  const hint = h('p', 'hint', { id: 'name-hint', role: 'status' }, t('It is kept with every correction you make. Letters, digits, - and _.'));
  const send = h('button', 'primary', { type: 'submit', 'data-test': 'sign-in' }, t('Sign in'));
  const form = h('form', 'card sign-in', {}, h('h1', '', {}, t('Who are you?')), h('label', '', {}, t('Your name'), field));
  if (wantsPassword) {
    form.append(h('label', '', {}, t('Password'), password));
  }
  form.append(hint, send);
  const complain = (line: string): void => {
    text(hint, line);
    hint.classList.add('problem');
    (wantsPassword && field.value !== '' ? password : field).focus();
  };
  on(form, {
    submit: (event) => {
      event.preventDefault();
      const name = field.value.trim().replace(/\s+/g, '-');
      if (!NAME.test(name)) {
        complain(t('Please use letters, digits, - and _ only, at least one.'));
        return;
      }
      send.disabled = true;
      page.signIn(name, wantsPassword ? password.value : undefined).catch((e: unknown) => {
        send.disabled = false;
        password.value = '';
        complain(e instanceof Error ? e.message : String(e));
      });
    },
  });
  queueMicrotask(() => (wantsPassword && remembered !== '' ? password : field).focus());
  return form;
}

/** Who is signed in, as what, and the way out. */
export function account(page: Page, close: () => void): View {
  const name = h('h1', '', {});
  const roles = h('p', 'hint', { 'data-test': 'roles' });
  const trail = button(t('Who did what'), '', () => {
    close();
    page.open({ kind: 'audit' });
  });
  const why = h('p', 'hint', {});
  trail.dataset['test'] = 'open-audit';
  const out = button(t('Sign out'), 'primary', () => {
    close();
    void page.signOut();
  });
  out.dataset['test'] = 'sign-out';
  const element = veil(t('Who is signed in'), h('div', 'card sign-in', {}, name, roles, trail, why, out, button(t('Close'), '', close)));
  on(element, { keydown: (event) => (event.code === 'Escape' ? close() : undefined) });
  const render = (state: State): void => {
    text(name, state.operator ?? '');
    text(roles, state.roles.map(roleWord).join(', '));
    const refused = refusal(state, 'AUDIT');
    trail.disabled = refused !== undefined;
    text(why, refused ?? '');
    shown(why, refused !== undefined);
  };
  queueMicrotask(() => out.focus());
  return { element, render, close: () => undefined };
}

function veil(label: string, inside: HTMLElement): HTMLElement {
  return h('div', 'veil', { role: 'dialog', 'aria-modal': 'true', 'aria-label': label }, inside);
}
