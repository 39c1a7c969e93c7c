import type { Screen } from './state.js';

/** The screen lives in the address, so that back, reload and links work. */
export function screenOf(hash: string): Screen {
  const [path = '', query = ''] = hash.split('?', 2);
  const [, kind, id, part, other] = path.split('/').map(decodeURIComponent);
  switch (kind) {
    case 'robot':
      return id === undefined || id === '' ? { kind: 'wall' } : { kind: 'cockpit', robot: id };
    case 'episode':
      return id === undefined || id === '' ? { kind: 'episodes', query } : { kind: 'episode', episode: id, ...partOf(part, other) };
    case 'episodes':
      return { kind: 'episodes', query };
    case 'help':
      return { kind: 'help' };
    case 'settings':
      return { kind: 'settings' };
    case 'research':
    case 'throughput':
      return { kind: 'research', query };
    case 'rounds':
      return { kind: 'rounds' };
    case 'audit':
      return { kind: 'audit' };
    default:
      return { kind: 'wall' };
  }
}

/** `12` is a step of it, `compare/ID` what stands beside it. */
function partOf(part: string | undefined, other: string | undefined): { readonly step?: number; readonly other?: string } {
  if (part === 'compare' && other !== undefined && other !== '') {
    return { other };
  }
  return part !== undefined && /^\d{1,7}$/.test(part) ? { step: Number(part) } : {};
}

export function hashOf(screen: Screen): string {
  switch (screen.kind) {
    case 'wall':
      return '#/';
    case 'help':
      return '#/help';
    case 'settings':
      return '#/settings';
    case 'cockpit':
      return `#/robot/${encodeURIComponent(screen.robot)}`;
    case 'research':
      return screen.query === '' ? '#/research' : `#/research?${screen.query}`;
    case 'rounds':
      return '#/rounds';
    case 'audit':
      return '#/audit';
    case 'episode':
      return `#/episode/${encodeURIComponent(screen.episode)}${screen.other === undefined ? (screen.step === undefined ? '' : `/${screen.step}`) : `/compare/${encodeURIComponent(screen.other)}`}`;
    case 'episodes':
      return screen.query === '' ? '#/episodes' : `#/episodes?${screen.query}`;
  }
}
