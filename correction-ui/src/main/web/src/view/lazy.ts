import type { View } from '../page.js';
import type { State } from '../state.js';
import { t } from '../words/language.js';
import { h } from './dom.js';

/** A view whose code comes when it is first opened, so that the page itself begins quickly. */
export function lazy(load: () => Promise<View>): View {
  const waiting = h('main', '', {}, h('p', 'hint', { role: 'status' }, t('Loading …')));
  const element = h('div', 'lazy', {}, waiting);
  let view: View | undefined;
  let latest: State | undefined;
  let closed = false;
  load()
    .then((loaded) => {
      if (closed) {
        loaded.close();
        return;
      }
      view = loaded;
      element.replaceChildren(loaded.element);
      if (latest !== undefined) {
        loaded.render(latest);
      }
    })
    .catch(() => waiting.replaceChildren(h('p', 'trouble', { role: 'alert' }, t('This screen could not be loaded. Is the site reachable? Reload the page.'))));
  return {
    element,
    render: (state) => {
      latest = state;
      view?.render(state);
    },
    close: () => {
      closed = true;
      view?.close();
    },
  };
}
