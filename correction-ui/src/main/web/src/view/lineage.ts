import type { Node } from '../research/lineage.js';
import { isUnderWay } from '../research/lineage.js';
import { t } from '../words/language.js';
import { button, h } from './dom.js';
import { textScale } from './scale.js';

/** In pixels at usual text size. */
const WIDE = 240;
const HIGH = 84;
const ACROSS = 84;
const BETWEEN = 20;
const SVG = 'http://www.w3.org/2000/svg';

const wide = (): number => WIDE * textScale();
const high = (): number => HIGH * textScale();
const left = (node: Node): number => node.column * (wide() + ACROSS);
const top = (node: Node): number => node.row * (high() + BETWEEN);

/** A picture of which policy came of which, from left to right; each of them can be chosen. */
export function familyTree(nodes: readonly Node[], selected: string | undefined, select: (version: string) => void): HTMLElement {
  if (nodes.length === 0) {
    return h('p', 'empty', {}, t('No policy is registered yet.'));
  }
  const width = Math.max(...nodes.map(left)) + wide();
  const height = Math.max(...nodes.map(top)) + high();
  const lines = document.createElementNS(SVG, 'svg');
  lines.setAttribute('width', `${width}`);
  lines.setAttribute('height', `${height}`);
  lines.setAttribute('aria-hidden', 'true');
  for (const node of nodes) {
    for (const edge of node.from) {
      const other = nodes.find((one) => one.version === edge.version);
      if (other !== undefined) {
        lines.append(line(other, node, edge.kind));
      }
    }
  }
  const plane = h('div', 'tree-plane', {}, lines as unknown as HTMLElement, ...nodes.map((node) => place(node, node.version === selected, select)));
  plane.style.width = `${width}px`;
  plane.style.height = `${height}px`;
  return h('div', 'tree', {}, plane, h('p', 'hint', {}, t('—— began with its weights   - - - learned from its practice')));
}

function line(from: Node, to: Node, kind: string): SVGElement {
  const x = left(from) + wide();
  // Of two lines between the same boxes, one lies below the other.
  const below = kind === 'practice' ? high() / 6 : 0;
  const y = top(from) + high() / 2 + below;
  const end = { x: left(to), y: top(to) + high() / 2 + below };
  const bend = (end.x - x) / 2;
  // A line past other columns goes above what stands in them.
  const rise = to.column - from.column > 1 ? high() : 0;
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', `M${x},${y - rise / 4} C${x + bend},${y - rise} ${end.x - bend},${end.y - rise} ${end.x},${end.y - rise / 4}`);
  path.setAttribute('class', `tree-line ${kind}`);
  return path;
}

function place(node: Node, selected: boolean, select: (version: string) => void): HTMLElement {
  const refused = Object.keys(node.policy?.refusedBy ?? {}).length;
  const recipe = node.policy?.manifest?.recipe ?? node.round?.request.recipe ?? '';
  const warm = node.round !== undefined && isUnderWay(node.round) ? t('… being made') : t('Warm on {n}', { n: node.policy?.warmOn.length ?? 0 });
  const state = [...(node.policy?.published === true ? [t('★ Current')] : [warm]), ...(refused > 0 ? [t('✕ Refused by {n}', { n: refused })] : [])].join(' · ');
  const came = node.from.map((edge) => (edge.kind === 'start' ? t('began with {version}', { version: edge.version }) : t('learned from practice of {version}', { version: edge.version }))).join(', ');
  const element = button('', `tree-node${node.policy?.published === true ? ' current' : ''}${refused > 0 ? ' refused' : ''}`, () => select(node.version));
  element.append(h('strong', '', {}, node.version), h('span', 'hint', {}, recipe), h('span', 'tree-state', {}, state), h('span', 'unseen', {}, came));
  element.dataset['version'] = node.version;
  element.dataset['test'] = `version-${node.version}`;
  element.title = node.version;
  element.setAttribute('aria-pressed', `${selected}`);
  element.style.left = `${left(node)}px`;
  element.style.top = `${top(node)}px`;
  element.style.width = `${wide()}px`;
  element.style.height = `${high()}px`;
  return element;
}
