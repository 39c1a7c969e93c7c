import { get } from '../api.js';
import type { Page } from '../page.js';
import { isEarlier, tasksOf, type Node } from '../research/lineage.js';
import { t } from '../words/language.js';
import { h } from './dom.js';
import { holdButton } from './hold.js';
import { span } from './words.js';

/** All that is known of one version, and the way to make it the one that robots practise with. */
export function versionCard(page: Page, node: Node, nodes: readonly Node[], changed: () => void): HTMLElement {
  const { policy, version } = node;
  const manifest = policy?.manifest ?? null;
  const refused = Object.entries(policy?.refusedBy ?? {});
  const facts: [string, string][] = [
    [t('Recipe'), manifest?.recipe ?? node.round?.request.recipe ?? '–'],
    [t('Tasks'), tasksOf(manifest?.tasks ?? node.round?.request.task ?? []).join(', ')],
    [t('Began with'), manifest?.parent ?? node.round?.request.parent ?? t('nothing: trained from scratch')],
    [t('Made by round'), node.round?.round ?? '–'],
    [t('Data: collections'), node.round?.request.collections.join(', ') ?? '–'],
    [t('Data: snapshot'), manifest?.snapshot ?? '–'],
    [t('Label run'), manifest?.labelRun ?? t('none')],
    [t('Training'), manifest === null ? '–' : t('{steps} steps, {time}, seed {seed}', { steps: manifest.trainSteps, time: span(Math.round(manifest.trainSeconds)), seed: manifest.seed })],
    [t('Warm on'), policy?.warmOn.join(', ') || t('none')],
    ...refused.map(([server, reason]): [string, string] => [t('Refused by'), `${server}: ${reason}`]),
  ];
  return h(
    'article',
    'version-card',
    { 'data-test': 'version' },
    h('h3', '', {}, version),
    h('div', 'version-parts', {}, listOf(facts), numbers(t('Settings'), manifest?.settings ?? {}), numbers(t('Metrics of training'), manifest?.metrics ?? {})),
    ...(manifest === null ? [] : [publishing(page, node, nodes, changed)]),
  );
}

function listOf(facts: readonly (readonly [string, string])[]): HTMLElement {
  return h('dl', 'facts', {}, ...facts.flatMap(([name, value]) => [h('dt', '', {}, name), h('dd', '', {}, value)]));
}

/** Metrics and settings by name, as they are recorded. */
export function numbers(title: string, values: Readonly<Record<string, number>>): HTMLElement {
  const entries = Object.entries(values).sort(([a], [b]) => a.localeCompare(b));
  return h('div', '', {}, h('h4', '', {}, title), entries.length === 0 ? h('p', 'empty', {}, t('none')) : listOf(entries.map(([name, value]) => [name, String(Number(value.toPrecision(4)))])));
}

/** Promoting, and going back to an earlier one, are the same act; it is always possible. */
function publishing(page: Page, node: Node, nodes: readonly Node[], changed: () => void): HTMLElement {
  const tasks = tasksOf(node.policy?.manifest?.tasks ?? []);
  const current = nodes.filter((one) => one.policy?.published === true && tasksOf(one.policy.manifest?.tasks ?? []).some((task) => tasks.includes(task))).map((one) => one.version);
  const back = isEarlier(node.version, current, nodes);
  const what = node.policy?.published === true ? t('Make current again') : back ? t('Roll back to {version}', { version: node.version }) : t('Promote {version}', { version: node.version });
  const act = async (): Promise<void> => {
    try {
      await get(`policies/${encodeURIComponent(node.version)}/publish`, { method: 'POST' });
      page.notice(t('{version} is current: robots take it up at their next practice episode.', { version: node.version }));
      changed();
    } catch (e) {
      page.notice(e instanceof Error ? e.message : String(e));
    }
  };
  const hold = holdButton(h('span', 'publish-label', {}, h('span', '', {}, what), h('small', '', {}, t('hold 1 s'))), t('Hold for a second'), 'publish', () => void act());
  hold.dataset['test'] = 'publish';
  return h(
    'div',
    'publishing',
    {},
    hold,
    h('p', 'hint', {}, `${t('Current for {tasks}: {version}.', { tasks: tasks.join(', '), version: current.join(', ') || t('none') })} ${t('All robots of the site run it from their next practice episode on; an episode under way ends with the version that it began with.')}`),
  );
}
