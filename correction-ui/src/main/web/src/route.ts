import type { Screen } from './state.js';

/** The screen lives in the address, so that back, reload and links work. */
export function screenOf(hash: string): Screen {
  const [path = '', query = ''] = hash.split('?', 2);
  const [, kind, id] = path.split('/').map(decodeURIComponent);
  switch (kind) {
    case 'robot':
      return id === undefined || id === '' ? { kind: 'wall' } : { kind: 'cockpit', robot: id };
    case 'episode':
      return id === undefined || id === '' ? { kind: 'research', query: '' } : { kind: 'episode', episode: id };
    case 'help':
      return { kind: 'help' };
    case 'settings':
      return { kind: 'settings' };
    case 'research':
    case 'throughput':
      return { kind: 'research', query };
    case 'rounds':
      return { kind: 'rounds' };
    default:
      return { kind: 'wall' };
  }
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
    case 'episode':
      return `#/episode/${encodeURIComponent(screen.episode)}`;
  }
}
